import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BY_NAME, HIDDEN_NAME } from '#lib/domain/people/appearance.ts';
import { DISPLAYS_CHANNEL } from '#lib/server/displays/bell.ts';
import { listNotices } from '#lib/server/notices/queries.ts';
import { setAppearance } from '#lib/server/people/appearance.ts';
import { askAuthors } from '#lib/server/showcase/ask.ts';
import { readOwnShowcase } from '#lib/server/showcase/desk.ts';
import { answerShowcase, setShowcasePermission } from '#lib/server/showcase/permit.ts';
import { recountShowcase } from '#lib/server/showcase/prepare.ts';
import { takeBackShowcase } from '#lib/server/showcase/publish.ts';
import { readShowcase } from '#lib/server/showcase/published.ts';
import { openScan } from '#lib/server/showcase/scan.ts';
import { changeShowcaseRule } from '#lib/server/showcase/settings.ts';
import { makeFeed } from '#lib/server/showcase/subscribe.ts';
import { sweepShowcase } from '#lib/server/showcase/sweep.ts';
import * as make from '#tests/support/people.ts';
import { aStage, MONTH } from './showcase-stage.ts';
import { NOVEMBER, OCTOBER } from './showcase-world.ts';

const stage = aStage();
const { world, now, as, prepare, desk, placed, curate, entryOf, answer, publish } = stage;
const { page, titles, onScreen, inFeed, everywhere } = stage;
beforeAll(() => stage.open());
afterAll(() => stage.close());

describe('a month that is over', () => {
	it('is prepared once, whoever tries at the same time, and owners are told', async () => {
		expect(await prepare(new Date('2026-10-31T22:59:00Z'))).toEqual({ prepared: ['2026-09'] });
		const tries = await Promise.all([prepare(), prepare(), prepare()]);
		expect(tries.flatMap(({ prepared }) => prepared)).toEqual([MONTH]);
		expect(await prepare()).toEqual({ prepared: [] });
		const { notices } = await listNotices({ ctx: as(world.owner), input: {} });
		expect(notices.map(({ kind, href }) => [kind, href])).toEqual([
			['showcase_prepared', `/showcase/curate/${MONTH}`],
		]);
	});

	it('has the five best, by what counts: no robots, nothing voided, nothing of another month', async () => {
		expect(await placed()).toEqual(['Story 1', 'Story 2', 'Story 3', 'Story 4', 'Story 5']);
		const [, , third] = world.authors;
		for (let n = 0; n < 9; n++) {
			await make.aClick(world.db, third!.link, { at: OCTOBER, verdict: 'bot' });
			await make.aClick(world.db, third!.link, { at: NOVEMBER });
		}
		const first = world.authors[0]!;
		await world.db.connections.sql`
			insert into voids (id, person_id, link_id, reason)
			values (gen_random_uuid(), ${first.person.id}, ${first.link.id}, 'A test.')`;
		const { revision } = await desk();
		await recountShowcase({ ctx: as(world.manager), input: { month: MONTH, revision } });
		const { entries } = await desk();
		expect(entries.slice(0, 2).map(({ title, clicks }) => [title, clicks])).toEqual([
			['Story 2', 8],
			['Story 3', 7],
		]);
		expect(entries.map(({ title }) => title)).not.toContain('Story 1');
		await world.db.connections.sql`update voids set lifted_at = now()`;
		await recountShowcase({
			ctx: as(world.manager),
			input: { month: MONTH, revision: revision + 1 },
		});
		expect((await placed())[0]).toBe('Story 1');
	});

	it('is measured by the owner’s rule, which managers can’t set', async () => {
		const rule = { metric: 'conversations' as const, perPerson: 1, leastImpressions: 10 };
		await expect(changeShowcaseRule({ ctx: as(world.manager), input: rule })).rejects.toMatchObject(
			{
				code: 'not_allowed',
			},
		);
		const { link } = world.authors[5]!;
		await make.aReading(world.db, link, {
			metric: 'comment',
			total: 2,
			at: new Date('2026-09-01T00:00:00Z'),
		});
		await make.aReading(world.db, link, { metric: 'comment', total: 6, at: OCTOBER });
		await changeShowcaseRule({ ctx: as(world.owner), input: rule });
		const recount = async () =>
			recountShowcase({
				ctx: as(world.manager),
				input: { month: MONTH, revision: (await desk()).revision },
			});
		await recount();
		const [best] = (await desk()).entries;
		expect(best).toMatchObject({ title: 'Story 6', conversations: 4 });
		await changeShowcaseRule({ ctx: as(world.owner), input: { ...rule, metric: 'clicks' } });
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
		await expect(desk(world.reader)).rejects.toMatchObject({ code: 'not_allowed' });
	});
});

describe('an author', () => {
	it('is asked once, and a draft is read by nobody else', async () => {
		expect(await askAuthors({ ctx: as(world.manager), input: { month: MONTH } })).toEqual({
			asked: 5,
		});
		expect(await askAuthors({ ctx: as(world.manager), input: { month: MONTH } })).toEqual({
			asked: 0,
		});
		const { notices } = await listNotices({ ctx: as(world.authors[0]!.person), input: {} });
		expect(notices).toMatchObject([{ kind: 'showcase_asked', href: '/showcase/mine' }]);
		await expect(publish()).rejects.toMatchObject({ reason: 'nobody_agreed' });
		await answer(0, 'yes');
		const drafts = await everywhere();
		for (const text of Object.values(drafts)) expect(text).not.toContain('Story');
		await expect(
			readShowcase({ ctx: as(world.owner), input: { month: MONTH } }),
		).rejects.toMatchObject({
			code: 'not_found',
		});
		const { code } = (
			await world.db.connections.sql<{ code: string }[]>`select code from showcase_entries limit 1`
		)[0]!;
		const scan = { code, request: { method: 'GET', userAgent: 'Mozilla/5.0 (iPhone) Safari' } };
		await expect(
			openScan({ ctx: world.db.ctx({ kind: 'visitor' }), input: scan }),
		).rejects.toMatchObject({ code: 'not_found' });
	});

	it('answers for their own posts alone; the question goes with the answer', async () => {
		const entry = (await entryOf(0)).id;
		await expect(
			answerShowcase({ ctx: as(world.reader), input: { entry, answer: 'yes' } }),
		).rejects.toMatchObject({ code: 'not_found' });
		expect((await listNotices({ ctx: as(world.authors[0]!.person), input: {} })).notices).toEqual(
			[],
		);
		const own = await readOwnShowcase({ ctx: as(world.authors[0]!.person), input: {} });
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
			setShowcasePermission({ ctx: as(world.authors[index]!.person), input: { permission } });
		await set(5, 'never');
		expect(await placed()).toEqual(['Story 7', 'Story 1', 'Story 3', 'Story 5']);
		await set(5, 'always');
		expect(await placed()).toEqual(['Story 7', 'Story 1', 'Story 3', 'Story 5', 'Story 6']);
		expect(await askAuthors({ ctx: as(world.manager), input: { month: MONTH } })).toEqual({
			asked: 0,
		});
	});
});

describe('what is published', () => {
	it('is shown on page, screen and feed: those who agree, in order, from now on also who agrees later', async () => {
		await publish();
		expect(await titles()).toEqual(['Story 1', 'Story 6']);
		const [audit] = await world.db.connections.sql`
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
		const bell = await world.db.connections.sql.listen(DISPLAYS_CHANNEL, (said) =>
			heard.push(said),
		);
		const rung = async () => {
			await expect.poll(() => heard.splice(0), { timeout: 10_000 }).toContain('programme all');
		};
		await answer(6, 'no');
		await rung();
		for (const text of Object.values(await everywhere())) expect(text).not.toContain('Story 7');
		expect((await page())!.posts.map(({ place }) => place)).toEqual([1, 2]);
		await setShowcasePermission({
			ctx: as(world.authors[0]!.person),
			input: { permission: 'never' },
		});
		await rung();
		for (const text of Object.values(await everywhere())) expect(text).not.toContain('Story 1"');
		await setShowcasePermission({
			ctx: as(world.authors[0]!.person),
			input: { permission: 'ask' },
		});
		await answer(6, 'yes');
		await bell.unlisten();
		expect(await titles()).toEqual(['Story 7', 'Story 1', 'Story 6']);
	});

	it('credits the author as they like, also before owners, and then tells neither address nor figures', async () => {
		const { person, link, post } = world.authors[6]!;
		const address = 'https://www.linkedin.com/posts/author-g-1';
		await world.db.connections.sql`
			insert into shares (link_id, post_id, address) values (${link.id}, ${post.id}, ${address})`;
		expect((await page())!.posts[0]!.url).toBe(address);
		const appear = (input: Parameters<typeof setAppearance>[0]['input']) =>
			setAppearance({ ctx: as(person), input });
		await appear({ showcase: 'pseudonym' });
		for (const who of [world.reader, world.owner]) {
			const { showcase } = await readShowcase({ ctx: as(who), input: {} });
			const [first] = showcase!.posts;
			expect(first).toMatchObject({ named: false, figures: null, network: null, url: post.url });
			expect(first!.credit).toMatchObject({ team: '' });
			expect(JSON.stringify(first)).not.toMatch(/Author G|author-g|Sales/);
		}
		await appear({ showcase: 'hidden' });
		expect((await page())!.posts[0]!.credit.name).toBe(HIDDEN_NAME);
		// Named here and not on screens: a world.screen follows the more careful choice, and figures would match a board's.
		await appear({ ...BY_NAME, displays: 'hidden' });
		expect((await page())!.posts[0]).toMatchObject({ named: true, figures: null });
		expect(await onScreen()).not.toContain('Author G');
		await appear(BY_NAME);
		expect(await onScreen()).toContain('Author G');
	});

	it('counts who scans a poster’s code, by day, and no robot; it is no click of the author’s', async () => {
		const before = await world.db.connections.sql`select count(*)::int as n from clicks`;
		const { code } = (await page())!.posts[0]!;
		const scan = (userAgent: string, over: object = {}) =>
			openScan({
				ctx: world.db.ctx({ kind: 'visitor' }, now()),
				input: { code, request: { method: 'GET', userAgent, ...over } },
			});
		const phone =
			'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1';
		expect(await scan(phone)).toMatch(/author-g-1\?utm_source=poster&utm_medium=advocacy/);
		await Promise.all([scan(phone), scan('Googlebot/2.1'), scan(phone, { method: 'HEAD' })]);
		expect((await entryOf(6)).scans).toBe(2);
		expect(await world.db.connections.sql`select count(*)::int as n from clicks`).toEqual(before);
	});

	it('is gone when it is taken back, and a story that is withdrawn or whose author left is in none', async () => {
		await world.db.connections
			.sql`update people set active = false where id = ${world.authors[5]!.person.id}`;
		await world.db.connections
			.sql`update posts set state = 'withdrawn' where id = ${world.authors[0]!.post.id}`;
		expect(await titles()).toEqual(['Story 7']);
		await world.db.connections.sql`update people set active = true`;
		await world.db.connections.sql`update posts set state = 'published'`;
		const { revision } = await desk();
		await takeBackShowcase({ ctx: as(world.manager), input: { month: MONTH, revision } });
		for (const text of Object.values(await everywhere())) expect(text).not.toContain('Story');
		await publish();
	});

	it('is kept for three years; what was not chosen goes after half a year, and an unknown feed is none', async () => {
		const before = await titles();
		await world.db.connections
			.sql`update showcase_editions set prepared_at = now() - interval '181 days'`;
		const swept = await sweepShowcase({ ctx: world.db.ctx(), input: {} });
		expect(swept.entries).toBeGreaterThan(0);
		expect(await titles()).toEqual(before);
		await makeFeed({ ctx: as(world.reader), input: { on: false } });
		await expect(inFeed()).rejects.toMatchObject({ code: 'not_found' });
	});
});
