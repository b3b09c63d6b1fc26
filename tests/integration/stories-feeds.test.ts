import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	acceptItem,
	acceptItemWithin,
	dismissItem,
	listFeedItems,
} from '#lib/server/feeds/items.ts';
import { addFeed, changeFeed, removeFeed } from '#lib/server/feeds/keep.ts';
import { listFeeds } from '#lib/server/feeds/queries.ts';
import {
	readDueFeeds,
	readDueFeedsWithin,
	readFeed,
	readFeedWithin,
} from '#lib/server/feeds/read.ts';
import { readStoryForEditor } from '#lib/server/posts/owned.ts';
import { readPage, readPageWithin } from '#lib/server/posts/page-facts.ts';
import sharp from 'sharp';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { HERE, serve } from '#tests/support/outside.ts';
import { aPerson, aProgram, asActor, type APerson } from '#tests/support/people.ts';

const NOW = new Date('2027-03-02T12:00:00Z');
const minutes = (n: number) => new Date(NOW.getTime() + n * 60_000);
let database: TestDatabase;
let owner: APerson;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	owner = await aPerson(database, { role: 'owner' });
});
afterAll(() => database.close());

const ctx = (now = NOW) => database.ctx(asActor(owner), now);
const due = (now: Date) =>
	readDueFeedsWithin(HERE)({ ctx: database.ctx(undefined, now), input: {} });
const readNow = (id: string, now = NOW) => readFeedWithin(HERE)({ ctx: ctx(now), input: { id } });
const add = (url: string) => addFeed({ ctx: ctx(), input: { url, category: 'Industry' } });
const feedOf = async (id: string) =>
	(await listFeeds({ ctx: ctx(), input: {} })).find((feed) => feed.id === id)!;
const itemsOf = async (feed: string) =>
	(await listFeedItems({ ctx: ctx(), input: { feed } })).items.map(({ title, id }) => ({
		title,
		id,
	}));
const titlesOf = async (feed: string) => (await itemsOf(feed)).map(({ title }) => title);

type Entry = { title: string; path: string; guid?: string; text?: string; picture?: string };
const rss = (entries: Entry[]) =>
	`<rss version="2.0"><channel><title>News</title>${entries
		.map(
			({ title, path, guid, text = '', picture }) =>
				`<item><title>${title}</title><link>https://news.example.com${path}</link>${guid ? `<guid isPermaLink="false">${guid}</guid>` : ''}<description>${text}</description>${picture ? `<enclosure type="image/png" url="${picture}"/>` : ''}</item>`,
		)
		.join('')}</channel></rss>`;
const LONG = 'Enough words to tell this story from every other one there is.';

/** A feed's server that answers what `now` says. */
async function aFeed(first: Entry[]) {
	const state = { body: rss(first), status: 200, asked: [] as Record<string, unknown>[] };
	const url = await serve((request, response) => {
		state.asked.push(request.headers);
		if (state.status === 200 && request.headers['if-none-match'] === '"v1"' && state.body === '')
			return void response.writeHead(304).end();
		response.writeHead(state.status, {
			etag: '"v1"',
			'last-modified': 'Tue, 02 Mar 2027 10:00:00 GMT',
		});
		response.end(state.body);
	});
	const { id } = await add(`${url}/feed.xml`);
	return { state, id, url };
}

describe('a feed', () => {
	it('is read when it is due, into a list that waits for an owner', async () => {
		const { id, state } = await aFeed([{ title: 'Bread', path: '/bread', guid: '1' }]);
		expect(await due(minutes(-1))).toEqual({ read: 0, added: 0, failed: 0 });
		expect(await due(NOW)).toMatchObject({ added: 1, failed: 0 });
		expect(await titlesOf(id)).toEqual(['Bread']);
		expect(await feedOf(id)).toMatchObject({ name: 'News', waiting: 1, problem: null });
		state.body = '';
		expect(await due(minutes(59))).toMatchObject({ read: 0 });
		expect(await due(minutes(60))).toMatchObject({ read: 1, added: 0, failed: 0 });
		expect(state.asked.at(-1)).toMatchObject({
			'if-none-match': '"v1"',
			'if-modified-since': 'Tue, 02 Mar 2027 10:00:00 GMT',
		});
	});

	it('brings an item once, whatever changes about it: its id, its address, its text', async () => {
		const bread = { title: 'Rye', path: '/rye', guid: 'a', text: LONG };
		const { id, state } = await aFeed([bread, { ...bread, guid: 'twice in one feed' }]);
		await readNow(id);
		for (const [what, entry] of Object.entries({
			'another id': { ...bread, guid: 'b' },
			'no id and tracking': { ...bread, guid: '', path: '/rye/?utm_source=feed#x' },
			'another address and title': { ...bread, path: '/moved', title: 'Rye, again' },
			'another id and address': { ...bread, guid: 'c', path: '/moved-again' },
		})) {
			state.body = rss([entry]);
			expect([what, (await readNow(id)).added]).toEqual([what, 0]);
		}
		state.body = rss([{ ...bread, guid: 'd', path: '/other', title: 'Other' }]);
		expect((await readNow(id)).added).toBe(1);
		expect(await titlesOf(id)).toEqual(expect.arrayContaining(['Rye', 'Other']));
	});

	it('is read once by two instances, and its items come once when two read it at the same moment', async () => {
		const { id } = await aFeed([{ title: 'Once', path: '/once', guid: '1' }]);
		const both = await Promise.all([due(NOW), due(NOW)]);
		expect(both.reduce((sum, { added }) => sum + added, 0)).toBe(1);
		const forced = await Promise.all([readNow(id), readNow(id)]);
		expect(forced.map(({ added }) => added)).toEqual([0, 0]);
	});

	it.each([
		['gone', 404, ''],
		['status', 500, ''],
		['no_feed', 200, '<html><body>Not found</body></html>'],
		['no_feed', 200, `<rss><channel>${'<item>'.repeat(5000)}`],
		['too_large', 200, 'x'.repeat(6 * 1024 * 1024)],
	])('that fails (%s) says why, and is asked later and later', async (problem, status, body) => {
		const { id, state } = await aFeed([]);
		Object.assign(state, { status, body });
		for (const [at, next] of [
			[0, 120],
			[120, 360],
		] as const) {
			expect(await readNow(id, minutes(at))).toMatchObject({ problem, added: 0 });
			expect((await feedOf(id)).nextReadAt).toBe(minutes(next).toISOString());
		}
		expect(await feedOf(id)).toMatchObject({ failures: 2, problem, lastSuccessAt: null });
		Object.assign(state, { status: 200, body: rss([]) });
		await readNow(id, minutes(400));
		expect(await feedOf(id)).toMatchObject({ failures: 0, problem: null });
	});

	it('that leads in a circle, or into our own network, is not followed', async () => {
		const loop: string = await serve((request, response) =>
			response.writeHead(302, { location: `${request.url}x` }).end(),
		);
		const { id } = await add(loop);
		expect(await readNow(id)).toMatchObject({ problem: 'too_many_redirects' });
		// With the reach that the program itself has.
		const own = await add('http://169.254.169.254/latest/meta-data');
		expect(await readFeed({ ctx: ctx(), input: { id: own.id } })).toMatchObject({
			problem: 'forbidden_address',
		});
		await expect(
			readPage({ ctx: ctx(), input: { url: 'http://[::ffff:10.0.0.1]/' } }),
		).rejects.toMatchObject({ code: 'invalid', reason: 'forbidden_address' });
		await changeFeed({
			ctx: ctx(),
			input: { id: own.id, revision: 0, category: 'Industry', everyMinutes: 60, paused: true },
		});
		expect(
			await readDueFeeds({ ctx: database.ctx(undefined, minutes(-10)), input: {} }),
		).toMatchObject({ read: 0 });
	});

	it('whose items are new each time fills the list only so far, and says so', async () => {
		const batch = (from: number) =>
			rss(
				Array.from({ length: 200 }, (_, n) => ({
					title: `no ${from + n}`,
					path: `/flood/${from + n}`,
				})),
			);
		const { id, state } = await aFeed([]);
		const told = [];
		for (const from of [0, 200, 400]) {
			state.body = batch(from);
			told.push(await readNow(id));
		}
		expect(told.map(({ added }) => added)).toEqual([200, 100, 0]);
		expect(told.at(-1)?.problem).toBe('list_full');
		expect((await feedOf(id)).waiting).toBe(300);
	});

	it('is in the list once, and goes with what waits of it', async () => {
		const { id, url } = await aFeed([{ title: 'Gone', path: '/gone' }]);
		await expect(add(`${url}/feed.xml`)).rejects.toMatchObject({
			code: 'conflict',
			reason: 'feed_known',
		});
		await readNow(id);
		await removeFeed({ ctx: ctx(), input: { id } });
		expect(await titlesOf(id)).toEqual([]);
		await expect(readNow(id)).rejects.toMatchObject({ code: 'not_found' });
	});

	it('is for owners', async () => {
		const employee = database.ctx(asActor(await aPerson(database)), NOW);
		await expect(listFeeds({ ctx: employee, input: {} })).rejects.toMatchObject({
			code: 'not_allowed',
		});
	});
});

describe('what a feed brought', () => {
	const picture = () =>
		sharp({ create: { width: 40, height: 30, channels: 3, background: 'green' } })
			.withExif({ IFD0: { Artist: 'Somebody' } })
			.png()
			.toBuffer();

	it('becomes a draft with its picture, re-encoded and kept, when an owner accepts it; of two at once, one does', async () => {
		const bytes = await picture();
		const pictures = await serve((_, response) => void response.end(bytes));
		const { id } = await aFeed([
			{ title: 'Pictured', path: '/pictured', text: LONG, picture: `${pictures}/p.png` },
		]);
		await readNow(id);
		const [item] = await itemsOf(id);
		const accept = () => acceptItemWithin(HERE)({ ctx: ctx(), input: { id: item!.id } });
		const both = await Promise.allSettled([accept(), accept()]);
		const made = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value.post] : []));
		expect(made).toHaveLength(1);
		expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({
			reason: 'decided',
		});
		const story = await readStoryForEditor({ ctx: ctx(), input: { id: made[0]! } });
		expect(story).toMatchObject({
			...{ state: 'draft', title: 'Pictured', category: 'Industry', summary: LONG, feed: 'News' },
			...{ url: 'https://news.example.com/pictured', imageUrl: `/pictures/${story.picture}` },
		});
		const [kept] = await database.connections.sql<{ bytes: Buffer; type: string }[]>`
			select bytes, type from pictures where id = ${story.picture}`;
		expect(kept!.type).toBe('image/webp');
		expect((await sharp(kept!.bytes).metadata()).exif).toBeUndefined();
		await readNow(id, minutes(60));
		expect(await titlesOf(id)).toEqual([]);
	});

	it('becomes a draft without a picture where that is none', async () => {
		const svg = await serve(
			(_, response) => void response.end('<svg xmlns="http://www.w3.org/2000/svg"/>'),
		);
		const { id } = await aFeed([{ title: 'Drawn', path: '/drawn', picture: `${svg}/p.png` }]);
		await readNow(id);
		const [item] = await itemsOf(id);
		const { post } = await acceptItemWithin(HERE)({ ctx: ctx(), input: { id: item!.id } });
		expect(await readStoryForEditor({ ctx: ctx(), input: { id: post } })).toMatchObject({
			picture: null,
			imageUrl: null,
		});
	});

	it('does not come back once it is dismissed', async () => {
		const { id } = await aFeed([{ title: 'Dull', path: '/dull', guid: 'dull' }]);
		await readNow(id);
		const [item] = await itemsOf(id);
		await dismissItem({ ctx: ctx(), input: { id: item!.id } });
		await expect(acceptItem({ ctx: ctx(), input: { id: item!.id } })).rejects.toMatchObject({
			reason: 'decided',
		});
		expect((await readNow(id, minutes(60))).added).toBe(0);
		// What the feed no longer holds is forgotten after a while, so that the table doesn't grow for ever.
		await database.connections
			.sql`update feed_items set last_seen_at = ${minutes(-91 * 1440)} where id = ${item!.id}`;
		const { id: other, state } = await aFeed([]);
		state.body = rss([]);
		await readNow(other);
		const left = await database.connections.sql`select 1 from feed_items where id = ${item!.id}`;
		expect(left).toHaveLength(1);
	});
});

describe('a page at an address', () => {
	it('tells title, text and picture of itself', async () => {
		const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
			.png()
			.toBuffer();
		const url = await serve((request, response) => {
			if (request.url === '/p.png') return void response.end(bytes);
			response.setHeader('content-type', 'text/html; charset=utf-8');
			response.end(
				'<html lang=sv><title>Bröd</title><meta property=og:image content=/p.png><meta name=description content="Fyra ugnar.">',
			);
		});
		const read = readPageWithin(HERE);
		const page = await read({ ctx: ctx(), input: { url: `${url}/bread` } });
		expect(page).toMatchObject({ title: 'Bröd', summary: 'Fyra ugnar.', language: 'sv' });
		expect(page.picture).toMatch(/^[0-9a-f-]{36}$/);
	});

	it.each([
		['no_page', { 'content-type': 'application/pdf' }, 200],
		['status', { 'content-type': 'text/html' }, 403],
	])('is refused with the reason %s', async (reason, headers, status) => {
		const url = await serve((_, response) => void response.writeHead(status, headers).end('x'));
		const read = readPageWithin(HERE);
		await expect(read({ ctx: ctx(), input: { url } })).rejects.toMatchObject({ reason });
	});
});
