import { describe, expect, it } from 'vitest';
import { parseFeed } from '../feeds/parse.ts';
import { rssOf } from './rss.ts';

const channel = {
	...{ title: 'Best & brightest', link: 'https://l.example.com/showcase', language: 'en' },
	...{ self: 'https://l.example.com/showcase/feed/k.xml', description: 'Every month.' },
};

describe('an RSS feed', () => {
	const xml = rssOf(channel, [
		{
			...{ title: '1. <Pay> & "bands"\u0007', link: 'https://a.example.com/?a=1&b=2' },
			...{ guid: 'showcase:2026-10:abc', publishedAt: '2026-11-02T08:00:00.000Z' },
			description: '<p>by Mira</p>',
		},
	]);

	it('is RSS 2.0 with what a reader needs, everything escaped', () => {
		expect(xml).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<rss version="2.0"/);
		expect(xml).toContain('<pubDate>Mon, 02 Nov 2026 08:00:00 GMT</pubDate>');
		expect(xml).toContain('<guid isPermaLink="false">showcase:2026-10:abc</guid>');
		expect(xml).toContain('<atom:link href="https://l.example.com/showcase/feed/k.xml" rel="self"');
		expect(xml).toContain('<title>1. &#60;Pay&#62; &#38; &#34;bands&#34;</title>');
		expect(xml).not.toContain('\u0007');
	});

	it('is read by a reader of feeds as it was written', () => {
		const read = JSON.stringify(parseFeed(xml, 'https://l.example.com/showcase/feed/k.xml'));
		expect(read).toContain('https://a.example.com/?a=1&b=2');
		expect(read).toContain('by Mira');
	});

	it('without items is a feed all the same', () => {
		expect(rssOf(channel, [])).toContain('<language>en</language>\n\n</channel>');
	});
});
