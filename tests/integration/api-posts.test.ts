import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPost } from '#lib/server/posts/create.ts';
import { listCategories, listPosts } from '#lib/server/posts/queries.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aClick, aLink, aPerson, aPost, asActor, aTeam } from '#tests/support/people.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.close());

const NOW = new Date('2026-06-15T12:00:00Z');
const post = (more: Record<string, unknown> = {}) => ({
	title: 'A story',
	url: 'https://example.com/story?a=b#c',
	category: 'Product',
	...more,
});
const create = (more: Record<string, unknown> = {}) =>
	createPost({ ctx: database.ctx(undefined, NOW), input: post(more) });

describe('creating a post', () => {
	it('keeps what is given, makes the category, and shows it with nobody having brought anything', async () => {
		await aTeam(database, 'Blue');
		const { id } = await create({
			category: 'Culture',
			teams: ['Blue'],
			summary: 'Short.',
			imageUrl: '/stories/1.svg',
			copy: [
				{ network: 'X', text: 'tweet' },
				{ network: 'linkedin', text: 'post' },
			],
		});
		const list = await listPosts({
			ctx: database.ctx(undefined, NOW),
			input: { category: 'Culture' },
		});
		expect(list).toEqual([
			{
				id,
				title: 'A story',
				url: 'https://example.com/story?a=b#c',
				summary: 'Short.',
				imageUrl: '/stories/1.svg',
				category: 'Culture',
				teams: ['Blue'],
				publishedAt: NOW.toISOString(),
				colleagues: 0,
				clicks: 0,
				copy: [
					{ network: 'linkedin', text: 'post' },
					{ network: 'x', text: 'tweet' },
				],
				links: [],
			},
		]);
		expect(await listCategories({ ctx: database.ctx(), input: {} })).toContain('Culture');
	});

	it('refuses an external id that is taken, also in a race', async () => {
		const made = await Promise.allSettled(
			Array.from({ length: 10 }, () => create({ externalId: 'ext-1', category: 'Race' })),
		);
		expect(made.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
		const refused = made.find((result) => result.status === 'rejected');
		expect(refused?.reason).toMatchObject({ code: 'conflict', errors: [{ path: 'externalId' }] });
	});

	it.each([
		['url', { url: 'javascript:alert(1)' }],
		['url', { url: 'https://user:pass@example.com' }],
		['url', { url: '/relative' }],
		['title', { title: '' }],
		['imageUrl', { imageUrl: '//evil.example/x.png' }],
		['teams.0', { teams: ['Blu'] }],
		[
			'copy',
			{
				copy: [
					{ network: 'x', text: 'a' },
					{ network: 'X', text: 'b' },
				],
			},
		],
		['points', { points: 10 }],
	])('refuses a wrong %s with its path', async (path, wrong) => {
		const error = await create(wrong).catch((e) => e);
		expect(error).toMatchObject({ code: 'invalid' });
		expect(error.errors.map((e: { path: string }) => e.path)).toContain(path);
	});

	it('is closed to employees', async () => {
		const ctx = database.ctx(asActor(await aPerson(database)));
		await expect(createPost({ ctx, input: post() })).rejects.toMatchObject({ code: 'not_allowed' });
	});
});

describe('listing posts', () => {
	it('counts colleagues and valid clicks, without voided ones, and shows own links', async () => {
		const story = await aPost(database, { category: 'Figures', publishedAt: NOW });
		const [me, you] = [await aPerson(database), await aPerson(database)];
		const mine = await aLink(database, { personId: me.id, postId: story.id, network: 'x' });
		const unused = await aLink(database, { personId: me.id, postId: story.id });
		const yours = await aLink(database, { personId: you.id, postId: story.id });
		const hour = (n: number) => new Date(NOW.getTime() - n * 3_600_000);
		await aClick(database, mine, { at: hour(1) });
		await aClick(database, mine, { at: hour(2), verdict: 'duplicate' });
		const voided = await aClick(database, mine, { at: hour(3) });
		await aClick(database, yours, { at: hour(1) });
		await aClick(database, yours, { at: hour(5) });
		await database.connections.sql`
			insert into voids (id, person_id, click_id, reason) values (gen_random_uuid(), ${me.id}, ${voided.id}, 'r')`;
		// An hour later each time: colleagues and clicks may be 10 s old.
		let later = 0;
		const read = async () =>
			(
				await listPosts({
					ctx: database.ctx(asActor(me), hour(-++later)),
					input: { category: 'Figures' },
				})
			)[0]!;
		const before = await read();
		expect(before).toMatchObject({ colleagues: 2, clicks: 3 });
		expect(before.links).toEqual([
			{ network: 'linkedin', slug: unused.slug, clicks: 0, url: expect.stringContaining('/r/') },
			{ network: 'x', slug: mine.slug, clicks: 1, url: expect.stringMatching(`/r/${mine.slug}$`) },
		]);
		await database.connections.sql`
			insert into voids (id, person_id, link_id, from_at, to_at, reason)
			values (gen_random_uuid(), ${you.id}, ${yours.id}, ${hour(5)}, ${hour(1)}, 'r')`;
		expect(await read()).toMatchObject({ colleagues: 2, clicks: 2 });
		await database.connections.sql`
			insert into voids (id, person_id, reason) values (gen_random_uuid(), ${you.id}, 'r')`;
		expect(await read()).toMatchObject({ colleagues: 1, clicks: 1 });
		await database.connections.sql`update voids set lifted_at = now()`;
		expect(await read()).toMatchObject({ colleagues: 2, clicks: 4 });
	});

	it('counts own clicks as of now, and what colleagues brought at most every 10 s', async () => {
		const story = await aPost(database, { category: 'Fresh', publishedAt: NOW });
		const me = await aPerson(database);
		const mine = await aLink(database, { personId: me.id, postId: story.id });
		const read = async (seconds: number) => {
			const now = new Date(NOW.getTime() + 99_000_000 + seconds * 1000);
			const ctx = database.ctx(asActor(me), now);
			const [card] = await listPosts({ ctx, input: { category: 'Fresh' } });
			return [card!.clicks, card!.links[0]!.clicks];
		};
		expect(await read(0)).toEqual([0, 0]);
		await aClick(database, mine, { at: NOW });
		expect(await read(9)).toEqual([0, 1]);
		expect(await read(3600)).toEqual([1, 1]);
	});

	it('offers a person what is for everybody or the own team; an owner may see every team’s', async () => {
		const [own, other] = [await aTeam(database), await aTeam(database)];
		const person = await aPerson(database, { teamId: own.id });
		const category = 'Offered';
		await create({ category, title: 'all', publishedAt: '2026-06-01T00:00:00Z' });
		await create({
			category,
			title: 'own',
			teams: [own.name],
			publishedAt: '2026-06-02T00:00:00Z',
		});
		await create({ category, title: 'other', teams: [other.name] });
		await create({ category, title: 'future', publishedAt: '2026-07-01T00:00:00Z' });
		await create({ category, title: 'over', expiresAt: '2026-06-15T12:00:00Z' });
		const titles = async (role: 'employee' | 'owner', input: object) =>
			(
				await listPosts({
					ctx: database.ctx(asActor(person, role), NOW),
					input: { category, ...input },
				})
			).map((card) => card.title);
		expect(await titles('employee', {})).toEqual(['own', 'all']);
		expect(await titles('employee', { everyTeam: true })).toEqual(['own', 'all']);
		expect(await titles('owner', { everyTeam: true })).toEqual(['other', 'own', 'all']);
		expect(await titles('owner', { everyTeam: true, team: other.name })).toEqual(['other', 'all']);
		expect(await titles('employee', { limit: 1 })).toEqual(['own']);
	});
});
