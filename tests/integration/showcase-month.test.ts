import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Desk } from '#lib/server/showcase/desk.ts';
import { BY_NAME, HIDDEN_NAME } from '#lib/domain/people/appearance.ts';
import { displays, playlists } from '#lib/server/db/schema/displays.ts';
import { readShow } from '#lib/server/displays/show.ts';
import { DISPLAYS_CHANNEL } from '#lib/server/displays/bell.ts';
import { listNotices } from '#lib/server/notices/queries.ts';
import { setAppearance } from '#lib/server/people/appearance.ts';
import { askAuthors } from '#lib/server/showcase/ask.ts';
import { curateShowcase } from '#lib/server/showcase/curate.ts';
import { readDesk, readOwnShowcase } from '#lib/server/showcase/desk.ts';
import { showFeed } from '#lib/server/showcase/feed.ts';
import { answerShowcase, setShowcasePermission } from '#lib/server/showcase/permit.ts';
import { prepareShowcases, recountShowcase } from '#lib/server/showcase/prepare.ts';
import { publishShowcase, takeBackShowcase } from '#lib/server/showcase/publish.ts';
import { readShowcase } from '#lib/server/showcase/published.ts';
import { openScan } from '#lib/server/showcase/scan.ts';
import { changeShowcaseRule } from '#lib/server/showcase/settings.ts';
import { makeFeed, readSubscription } from '#lib/server/showcase/subscribe.ts';
import { sweepShowcase } from '#lib/server/showcase/sweep.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';
import { aMonth, NOVEMBER, OCTOBER } from './showcase-world.ts';

const MONTH = '2026-10';
let db: TestDatabase;
let authors: Awaited<ReturnType<typeof aMonth>>;
let owner: make.APerson;
let manager: make.APerson;
let reader: make.APerson;

/** What displays share is kept for a second of their own clock: each look is at a later one. */
let seconds = 0;
const now = () => new Date(NOVEMBER.getTime() + ++seconds * 2_000);
const as = (person: make.APerson) => db.ctx(make.asActor(person), now());
const prepare = (at = now()) => prepareShowcases({ ctx: db.ctx(undefined, at), input: {} });
const desk = (person = manager): Promise<Desk> =>
	readDesk({ ctx: as(person), input: { month: MONTH } });
const placed = async () =>
	(await desk()).entries.filter(({ place }) => place !== null).map(({ title }) => title);
type Decided = {
	decision: 'auto' | 'pin' | 'out';
	place?: number;
	reason?: string;
	comment?: string;
};
async function curate(decided: Record<string, Decided>, revision?: number) {
	const before = await desk();
	const entries = before.entries
		.filter(({ title }) => decided[title])
		.map(({ id, title }) => ({ id, ...decided[title]! }));
	const input = {
		month: MONTH,
		revision: revision ?? before.revision,
		intro: 'Well done.',
		entries,
	};
	await curateShowcase({ ctx: as(manager), input });
}
const entryOf = async (index: number) =>
	(await desk()).entries.find(({ title }) => title === authors[index]!.post.title)!;
const answer = async (index: number, said: 'yes' | 'no') =>
	answerShowcase({
		ctx: as(authors[index]!.person),
		input: { entry: (await entryOf(index)).id, answer: said },
	});
const publish = async (letter = false) =>
	publishShowcase({
		ctx: as(manager),
		input: { month: MONTH, revision: (await desk()).revision, letter },
	});
const page = async () => (await readShowcase({ ctx: as(reader), input: {} })).showcase;
const titles = async () => (await page())?.posts.map(({ title }) => title) ?? [];

let screen: string;
const onScreen = async () => {
	const actor = { kind: 'display' as const, id: screen, contestId: null, contestIds: [] };
	const ctx = { db: db.connections.db, actor, now: now(), log: silent };
	return JSON.stringify((await readShow({ ctx, input: {} })).items);
};
let feed: string;
const inFeed = () => showFeed({ ctx: db.ctx({ kind: 'visitor' }, now()), input: { key: feed } });
/** Everything that somebody could read of a month. */
const everywhere = async () => ({
	page: JSON.stringify(await readShowcase({ ctx: as(reader), input: {} })),
	screen: await onScreen(),
	feed: await inFeed(),
});

beforeAll(async () => {
	db = await createTestDatabase();
	await make.aProgram(db);
	authors = await aMonth(db, [9, 8, 7, 6, 5, 4, 3]);
	owner = await make.aPerson(db, { role: 'owner' });
	manager = await make.aPerson(db, { role: 'manager', name: 'Sara Holm' });
	reader = await make.aPerson(db);
	const conn = db.connections.db;
	const items = [{ id: 'best', scene: 'showcase' }];
	const [list] = await conn.insert(playlists).values({ name: 'L', items }).returning();
	const [row] = await conn
		.insert(displays)
		.values({ name: 'Kitchen', playlistId: list!.id, timeZone: 'Europe/Stockholm' })
		.returning();
	screen = row!.id;
	await makeFeed({ ctx: as(reader), input: { on: true } });
	const { feed: address } = await readSubscription({ ctx: as(reader), input: {} });
	feed = /([^/]+)\.xml$/.exec(address!)![1]!;
});
afterAll(() => db.close());

describe('a month that is over', () => {
	it('is prepared once, whoever tries at the same time, and owners are told', async () => {
		expect(await prepare(new Date('2026-10-31T22:59:00Z'))).toEqual({ prepared: ['2026-09'] });
		const tries = await Promise.all([prepare(), prepare(), prepare()]);
		expect(tries.flatMap(({ prepared }) => prepared)).toEqual([MONTH]);
		expect(await prepare()).toEqual({ prepared: [] });
		const { notices } = await listNotices({ ctx: as(owner), input: {} });
		expect(notices.map(({ kind, href }) => [kind, href])).toEqual([
			['showcase_prepared', `/showcase/curate/${MONTH}`],
		]);
	});

	it('is made up for when the server was away', async () => {
		const other = await createTestDatabase();
		try {
			await make.aProgram(other);
			const at = (now: string) =>
				prepareShowcases({ ctx: other.ctx(undefined, new Date(now)), input: {} });
			expect(await at('2026-08-01T12:00:00Z')).toEqual({ prepared: ['2026-07'] });
			expect(await at('2026-11-20T12:00:00Z')).toEqual({
				prepared: ['2026-08', '2026-09', '2026-10'],
			});
		} finally {
			await other.close();
		}
	});

	it('has the five best, by what counts: no robots, nothing voided, nothing of another month', async () => {
		expect(await placed()).toEqual(['Story 1', 'Story 2', 'Story 3', 'Story 4', 'Story 5']);
		const [, , third] = authors;
		for (let n = 0; n < 9; n++) {
			await make.aClick(db, third!.link, { at: OCTOBER, verdict: 'bot' });
			await make.aClick(db, third!.link, { at: NOVEMBER });
		}
		const first = authors[0]!;
		await db.connections.sql`
			insert into voids (id, person_id, link_id, reason)
			values (gen_random_uuid(), ${first.person.id}, ${first.link.id}, 'A test.')`;
		const { revision } = await desk();
		await recountShowcase({ ctx: as(manager), input: { month: MONTH, revision } });
		const { entries } = await desk();
		expect(entries.slice(0, 2).map(({ title, clicks }) => [title, clicks])).toEqual([
			['Story 2', 8],
			['Story 3', 7],
		]);
		expect(entries.map(({ title }) => title)).not.toContain('Story 1');
		await db.connections.sql`update voids set lifted_at = now()`;
		await recountShowcase({ ctx: as(manager), input: { month: MONTH, revision: revision + 1 } });
		expect((await placed())[0]).toBe('Story 1');
	});

	it('is measured by the owner’s rule, which managers can’t set', async () => {
		const rule = { metric: 'conversations' as const, perPerson: 1, leastImpressions: 10 };
		await expect(changeShowcaseRule({ ctx: as(manager), input: rule })).rejects.toMatchObject({
			code: 'not_allowed',
		});
		const { link } = authors[5]!;
		await make.aReading(db, link, {
			metric: 'comment',
			total: 2,
			at: new Date('2026-09-01T00:00:00Z'),
		});
		await make.aReading(db, link, { metric: 'comment', total: 6, at: OCTOBER });
		await changeShowcaseRule({ ctx: as(owner), input: rule });
		const recount = async () =>
			recountShowcase({
				ctx: as(manager),
				input: { month: MONTH, revision: (await desk()).revision },
			});
		await recount();
		const [best] = (await desk()).entries;
		expect(best).toMatchObject({ title: 'Story 6', conversations: 4 });
		await changeShowcaseRule({ ctx: as(owner), input: { ...rule, metric: 'clicks' } });
		await recount();
		expect(await placed()).toEqual(['Story 1', 'Story 2', 'Story 3', 'Story 4', 'Story 5']);
	});
});

describe('a curator', () => {
	it('pins, leaves out with a reason, comments and orders', async () => {
		await curate({
			'Story 7': { decision: 'pin', place: 1, comment: 'Read <b>this</b> first.' },
			'Story 2': { decision: 'out', reason: 'The customer asked us to wait.' },
		});
		expect(await placed()).toEqual(['Story 7', 'Story 1', 'Story 3', 'Story 4', 'Story 5']);
		expect(await entryOf(1)).toMatchObject({ decision: 'out', place: null });
		await expect(curate({ 'Story 3': { decision: 'out', reason: ' ' } })).rejects.toMatchObject({
			reason: 'no_reason',
		});
	});

	it('is told when another has changed it meanwhile, and of two at once one wins', async () => {
		const { revision } = await desk();
		const both = await Promise.allSettled([
			curate({ 'Story 3': { decision: 'auto', comment: 'One.' } }, revision),
			curate({ 'Story 3': { decision: 'auto', comment: 'Two.' } }, revision),
		]);
		const lost = both.filter((one) => one.status === 'rejected');
		expect(lost).toHaveLength(1);
		expect(lost[0]!.reason).toMatchObject({ code: 'conflict', reason: 'changed' });
		expect((await desk()).changedBy).toBe('Sara Holm');
	});

	it('is a manager or an owner', async () => {
		await expect(desk(reader)).rejects.toMatchObject({ code: 'not_allowed' });
	});
});

describe('an author', () => {
	it('is asked once, and a draft is read by nobody else', async () => {
		expect(await askAuthors({ ctx: as(manager), input: { month: MONTH } })).toEqual({ asked: 5 });
		expect(await askAuthors({ ctx: as(manager), input: { month: MONTH } })).toEqual({ asked: 0 });
		const { notices } = await listNotices({ ctx: as(authors[0]!.person), input: {} });
		expect(notices).toMatchObject([{ kind: 'showcase_asked', href: '/showcase/mine' }]);
		await expect(publish()).rejects.toMatchObject({ reason: 'nobody_agreed' });
		await answer(0, 'yes');
		const drafts = await everywhere();
		for (const text of Object.values(drafts)) expect(text).not.toContain('Story');
		await expect(readShowcase({ ctx: as(owner), input: { month: MONTH } })).rejects.toMatchObject({
			code: 'not_found',
		});
		const { code } = (
			await db.connections.sql<{ code: string }[]>`select code from showcase_entries limit 1`
		)[0]!;
		const scan = { code, request: { method: 'GET', userAgent: 'Mozilla/5.0 (iPhone) Safari' } };
		await expect(openScan({ ctx: db.ctx({ kind: 'visitor' }), input: scan })).rejects.toMatchObject(
			{ code: 'not_found' },
		);
	});

	it('answers for their own posts alone; the question goes with the answer', async () => {
		const entry = (await entryOf(0)).id;
		await expect(
			answerShowcase({ ctx: as(reader), input: { entry, answer: 'yes' } }),
		).rejects.toMatchObject({ code: 'not_found' });
		expect((await listNotices({ ctx: as(authors[0]!.person), input: {} })).notices).toEqual([]);
		const own = await readOwnShowcase({ ctx: as(authors[0]!.person), input: {} });
		expect(own).toMatchObject({
			permission: 'ask',
			entries: [{ title: 'Story 1', permission: 'yes', shown: false }],
		});
	});

	it('who refuses a draft is replaced by the next', async () => {
		await answer(3, 'no');
		expect(await placed()).toEqual(['Story 7', 'Story 1', 'Story 3', 'Story 5', 'Story 6']);
	});

	it('who always agrees is not asked; who never does has no place', async () => {
		const set = (index: number, permission: 'ask' | 'always' | 'never') =>
			setShowcasePermission({ ctx: as(authors[index]!.person), input: { permission } });
		await set(5, 'never');
		expect(await placed()).toEqual(['Story 7', 'Story 1', 'Story 3', 'Story 5']);
		await set(5, 'always');
		expect(await placed()).toEqual(['Story 7', 'Story 1', 'Story 3', 'Story 5', 'Story 6']);
		expect(await askAuthors({ ctx: as(manager), input: { month: MONTH } })).toEqual({ asked: 0 });
	});
});

describe('what is published', () => {
	it('is shown on page, screen and feed: those who agree, in order, from now on also who agrees later', async () => {
		await publish();
		expect(await titles()).toEqual(['Story 1', 'Story 6']);
		const [audit] = await db.connections.sql`
			select details from audit_entries where action = 'showcase.published'`;
		expect(audit!.details).toEqual({ posts: 2, letter: false });
		await expect(publish()).rejects.toMatchObject({ reason: 'published' });
		await answer(6, 'yes');
		expect(await titles()).toEqual(['Story 7', 'Story 1', 'Story 6']);
		const shown = await everywhere();
		for (const text of Object.values(shown)) {
			expect(text).toContain('Story 7');
			expect(text).not.toContain('Story 3');
		}
		expect((await page())!.posts[0]).toMatchObject({
			...{ place: 1, comment: 'Read <b>this</b> first.', named: true },
			...{ figures: { clicks: 3 }, credit: { name: 'Author G' } },
		});
		expect(shown.feed).not.toContain('<b>this');
	});

	it('loses a post whose author withdraws, everywhere at once, and every screen is told', async () => {
		const heard: string[] = [];
		const bell = await db.connections.sql.listen(DISPLAYS_CHANNEL, (said) => heard.push(said));
		const rung = async () => {
			await expect.poll(() => heard.splice(0)).toContain('programme all');
		};
		await answer(6, 'no');
		await rung();
		for (const text of Object.values(await everywhere())) expect(text).not.toContain('Story 7');
		expect((await page())!.posts.map(({ place }) => place)).toEqual([1, 2]);
		await setShowcasePermission({ ctx: as(authors[0]!.person), input: { permission: 'never' } });
		await rung();
		for (const text of Object.values(await everywhere())) expect(text).not.toContain('Story 1"');
		await setShowcasePermission({ ctx: as(authors[0]!.person), input: { permission: 'ask' } });
		await answer(6, 'yes');
		await bell.unlisten();
		expect(await titles()).toEqual(['Story 7', 'Story 1', 'Story 6']);
	});

	it('credits the author as they like, also before owners, and then tells neither address nor figures', async () => {
		const { person, link, post } = authors[6]!;
		const address = 'https://www.linkedin.com/posts/author-g-1';
		await db.connections.sql`
			insert into shares (link_id, post_id, address) values (${link.id}, ${post.id}, ${address})`;
		expect((await page())!.posts[0]!.url).toBe(address);
		const appear = (input: Parameters<typeof setAppearance>[0]['input']) =>
			setAppearance({ ctx: as(person), input });
		await appear({ showcase: 'pseudonym' });
		for (const who of [reader, owner]) {
			const { showcase } = await readShowcase({ ctx: as(who), input: {} });
			const [first] = showcase!.posts;
			expect(first).toMatchObject({ named: false, figures: null, network: null, url: post.url });
			expect(first!.credit).toMatchObject({ team: '' });
			expect(JSON.stringify(first)).not.toMatch(/Author G|author-g|Sales/);
		}
		await appear({ showcase: 'hidden' });
		expect((await page())!.posts[0]!.credit.name).toBe(HIDDEN_NAME);
		// Named here and not on screens: a screen follows the more careful choice, and figures would match a board's.
		await appear({ ...BY_NAME, displays: 'hidden' });
		expect((await page())!.posts[0]).toMatchObject({ named: true, figures: null });
		expect(await onScreen()).not.toContain('Author G');
		await appear(BY_NAME);
		expect(await onScreen()).toContain('Author G');
	});

	it('counts who scans a poster’s code, by day, and no robot; it is no click of the author’s', async () => {
		const before = await db.connections.sql`select count(*)::int as n from clicks`;
		const { code } = (await page())!.posts[0]!;
		const scan = (userAgent: string, over: object = {}) =>
			openScan({
				ctx: db.ctx({ kind: 'visitor' }, now()),
				input: { code, request: { method: 'GET', userAgent, ...over } },
			});
		const phone =
			'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1';
		expect(await scan(phone)).toMatch(/author-g-1\?utm_source=poster&utm_medium=advocacy/);
		await Promise.all([scan(phone), scan('Googlebot/2.1'), scan(phone, { method: 'HEAD' })]);
		expect((await entryOf(6)).scans).toBe(2);
		expect(await db.connections.sql`select count(*)::int as n from clicks`).toEqual(before);
	});

	it('is gone when it is taken back, and a story that is withdrawn or whose author left is in none', async () => {
		await db.connections.sql`update people set active = false where id = ${authors[5]!.person.id}`;
		await db.connections
			.sql`update posts set state = 'withdrawn' where id = ${authors[0]!.post.id}`;
		expect(await titles()).toEqual(['Story 7']);
		await db.connections.sql`update people set active = true`;
		await db.connections.sql`update posts set state = 'published'`;
		const { revision } = await desk();
		await takeBackShowcase({ ctx: as(manager), input: { month: MONTH, revision } });
		for (const text of Object.values(await everywhere())) expect(text).not.toContain('Story');
		await publish();
	});

	it('is kept for three years; what was not chosen goes after half a year, and an unknown feed is none', async () => {
		const before = await titles();
		await db.connections
			.sql`update showcase_editions set prepared_at = now() - interval '181 days'`;
		const swept = await sweepShowcase({ ctx: db.ctx(), input: {} });
		expect(swept.entries).toBeGreaterThan(0);
		expect(await titles()).toEqual(before);
		await makeFeed({ ctx: as(reader), input: { on: false } });
		await expect(inFeed()).rejects.toMatchObject({ code: 'not_found' });
	});
});
