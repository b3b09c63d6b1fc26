import { describe, expect, it } from 'vitest';
import { MAX_ENTRIES, parseFeed } from './parse.ts';

const BASE = 'https://news.example.com/feed.xml';
const rss = (items: string, more = '') =>
	`<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Daily &amp; more</title>${more}${items}</channel></rss>`;
const item = (fields: string) => `<item>${fields}</item>`;
const TITLED = '<title>A</title><link>https://news.example.com/a</link>';

describe('RSS 2.0', () => {
	it('gives title, address, text, picture and time of each item', () => {
		const feed = parseFeed(
			rss(
				item(`<title><![CDATA[Bread & <b>ovens</b>]]></title><link>/bread?utm_source=rss</link>
				<guid isPermaLink="false">n-1</guid><pubDate>Tue, 02 Mar 2027 09:00:00 +0100</pubDate>
				<description>&lt;p&gt;Four ovens.&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;p&gt;One cat.&lt;/p&gt;</description>
				<enclosure url="/bread.jpg" type="image/jpeg" length="1"/>`),
			),
			BASE,
		);
		expect(feed).toEqual({
			title: 'Daily & more',
			skipped: 0,
			entries: [
				{
					guid: 'n-1',
					title: 'Bread & ovens',
					url: 'https://news.example.com/bread?utm_source=rss',
					text: 'Four ovens.\n\nOne cat.',
					imageUrl: 'https://news.example.com/bread.jpg',
					publishedAt: new Date('2027-03-02T08:00:00Z'),
				},
			],
		});
	});

	it('takes a permalink for the address where there is no link, and the full text where there is no description', () => {
		const feed = parseFeed(
			rss(
				item(
					'<title>A</title><guid>https://news.example.com/1</guid><content:encoded>Whole</content:encoded>',
				) +
					item('<title>B</title><guid isPermaLink="false">https://news.example.com/2</guid>') +
					item('<link>https://news.example.com/3</link>') +
					item('<title>C</title><link>https://me:secret@news.example.com/4</link>') +
					item('<title>D</title><link>javascript:alert(1)</link>'),
			),
			BASE,
		);
		expect(feed?.entries).toMatchObject([{ url: 'https://news.example.com/1', text: 'Whole' }]);
		expect(feed?.skipped).toBe(4);
	});

	it.each([
		['<media:thumbnail url="/p.png"/>', '/p.png'],
		['<media:content url="/p.png" medium="image"/>', '/p.png'],
		['<media:content url="/p.png"/>', '/p.png'],
		['<media:content url="/p.mp4" type="video/mp4"/>', null],
		['<enclosure url="/p.mp3" type="audio/mpeg"/>', null],
		['<enclosure url="/p.svg" type="image/svg+xml"/>', null],
		['<media:thumbnail url="javascript:x"/>', null],
	])('sees a picture in %s or not', (field, picture) => {
		const [entry] = parseFeed(rss(item(TITLED + field)), BASE)!.entries;
		expect(entry?.imageUrl).toBe(picture && `https://news.example.com${picture}`);
	});

	it('knows no time where what it says is none', () => {
		for (const date of ['yesterday', '', 'Tue, 99 Foo 2027', '0001-01-01', '9999-01-01'])
			expect(
				parseFeed(rss(item(`${TITLED}<pubDate>${date}</pubDate>`)), BASE)?.entries[0]?.publishedAt,
			).toBeNull();
	});
});

it('RSS 1.0 keeps its items beside the channel', () => {
	const feed = parseFeed(
		`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
		<channel rdf:about="https://old.example.org/"><title>Old</title><link>https://old.example.org/</link></channel>
		<item rdf:about="https://old.example.org/1"><title>One</title><dc:date>2027-03-02T09:00Z</dc:date></item></rdf:RDF>`,
		'https://old.example.org/rss',
	);
	expect(feed).toMatchObject({
		title: 'Old',
		entries: [
			{ guid: 'https://old.example.org/1', url: 'https://old.example.org/1', title: 'One' },
		],
	});
});

it('Atom gives alternate links, ids, plain and marked-up text, also XHTML inside', () => {
	const feed = parseFeed(
		`<feed xmlns="http://www.w3.org/2005/Atom"><title type="text">Atoms</title>
		<entry><id>tag:1</id><title type="html">Caf&amp;eacute;</title><link rel="self" href="/self"/>
		<link href="/one"/><link rel="enclosure" type="image/webp" href="/one.webp"/>
		<updated>2027-03-02T10:00:00Z</updated><published>2027-03-01T10:00:00Z</published>
		<content type="xhtml"><div><p>Deep <em>text</em></p></div></content></entry></feed>`,
		'https://atoms.example.net/feed',
	);
	expect(feed?.entries).toEqual([
		{
			guid: 'tag:1',
			title: 'Café',
			url: 'https://atoms.example.net/one',
			text: 'Deep text',
			imageUrl: 'https://atoms.example.net/one.webp',
			publishedAt: new Date('2027-03-01T10:00:00Z'),
		},
	]);
});

describe('what is broken or means harm', () => {
	it.each([
		['nothing', ''],
		['a page', '<!doctype html><html><body><item><title>A</title></item></body></html>'],
		['JSON', '{"version":"https://jsonfeed.org/version/1"}'],
		['an OPML list', '<opml><body><outline text="A"/></body></opml>'],
		['elements in elements without an end', '<rss><channel>' + '<item>'.repeat(200_000)],
	])('is no feed: %s', (_what, text) => {
		expect(parseFeed(text, BASE)).toBeNull();
	});

	it('follows no entity that the document declares, be it a bomb or a file', () => {
		const bomb = `<!DOCTYPE rss [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">
			<!ENTITY file SYSTEM "file:///etc/passwd">]>`;
		const feed = parseFeed(
			bomb + rss(item('<title>x &c; &file; y</title><link>https://news.example.com/a</link>')),
			BASE,
		);
		expect(feed?.entries[0]?.title ?? '').not.toMatch(/haha|root:/);
	});

	it('takes only so many entries, and of each only so much', () => {
		const long = 'word '.repeat(100_000);
		const many = Array.from({ length: MAX_ENTRIES + 50 }, (_, n) =>
			item(`<title>no ${n}</title><link>https://news.example.com/${n}</link>`),
		);
		const feed = parseFeed(
			rss(item(`${TITLED}<description>${long}</description>`) + many.join('')),
			BASE,
		);
		expect(feed?.entries).toHaveLength(MAX_ENTRIES);
		expect(feed?.entries[0]?.text.length).toBeLessThanOrEqual(2000);
	});

	it('keeps what came before it was cut off', () => {
		const feed = parseFeed(
			rss(item(TITLED) + '<item><title>B</ti').replace('</channel></rss>', ''),
			BASE,
		);
		expect(feed?.entries.map(({ title }) => title)).toContain('A');
	});

	it('loses signs that nobody sees', () => {
		const hidden = `<title>a\u202eb\u200bc</title><link>https://news.example.com/a</link>`;
		expect(parseFeed(rss(item(hidden)), BASE)?.entries[0]?.title).toBe('abc');
	});
});
