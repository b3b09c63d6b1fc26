import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANY_STORY, type StoryFilter } from '#lib/domain/posts/filter.ts';
import { listBoard, listStoryLanguages, PAGE } from '#lib/server/posts/board.ts';
import { setAppearance } from '#lib/server/people/appearance.ts';
import { readSharers } from '#lib/server/posts/sharers.ts';
import { createPost } from '#lib/server/posts/create.ts';
import { readStory } from '#lib/server/posts/one.ts';
import { followTopic, listTopics } from '#lib/server/posts/topics.ts';
import { sweepStoryReaders, visitStories } from '#lib/server/posts/visit.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import {
	aClick,
	aContest,
	aLink,
	aPerson,
	aPost,
	aProgram,
	aReading,
	asActor,
	type APerson,
} from '#tests/support/people.ts';

const NOW = new Date('2027-03-02T12:00:00Z');
const hours = (n: number) => new Date(NOW.getTime() + n * 3_600_000);
let database: TestDatabase;
let me: APerson;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	me = await aPerson(database, { name: 'Mira Lind', team: 'Sales', office: 'Malmö' });
});
afterAll(() => database.close());

const create = (more: Record<string, unknown>) =>
	createPost({
		ctx: database.ctx(undefined, NOW),
		input: {
			...{ title: 'A story', url: 'https://example.com/a', category: 'Company' },
			publishedAt: hours(-100).toISOString(),
			...more,
		},
	});
const board = (filter: Partial<StoryFilter>, more: { q?: string; page?: number } = {}, now = NOW) =>
	listBoard({
		ctx: database.ctx(asActor(me), now),
		input: { filter: { ...ANY_STORY, ...filter }, newSince: hours(-24), ...more },
	});
const titles = async (...asked: Parameters<typeof board>) =>
	(await board(...asked)).stories.map(({ title }) => title);

describe('the board of stories', () => {
	it('narrows to category, topic, aim, language, what is new and what ends soon', async () => {
		const category = 'Filters';
		const at = (n: number) => ({ category, publishedAt: hours(n).toISOString() });
		await create({ ...at(-50), title: 'plain' });
		await create({ ...at(-40), title: 'topical', topics: ['Bread'], language: 'sv' });
		await create({ ...at(-30), title: 'mine', offices: ['Malmö'] });
		const copy = [{ network: 'x', language: 'it', text: 'ciao' }];
		await create({ ...at(-20), title: 'ending', expiresAt: hours(71).toISOString(), copy });
		await create({ ...at(-10), title: 'sooner', expiresAt: hours(10).toISOString() });
		await create({ ...at(-5), title: 'theirs', teams: ['Sales'], state: 'draft' });
		expect(await titles({ category })).toEqual(['sooner', 'ending', 'mine', 'topical', 'plain']);
		expect(await titles({ category, topic: 'Bread' })).toEqual(['topical']);
		expect(await titles({ category, aim: 'me' })).toEqual(['mine']);
		expect(await titles({ category, language: 'sv' })).toEqual(['topical']);
		expect(await titles({ category, language: 'it' })).toEqual(['ending']);
		expect(await titles({ category, when: 'new' })).toEqual(['sooner', 'ending']);
		expect(await titles({ category, when: 'ending' })).toEqual(['sooner', 'ending']);
		expect(await titles({ category, aim: 'followed' })).toEqual([]);
		expect(await listStoryLanguages({ ctx: database.ctx(asActor(me), NOW), input: {} })).toEqual(
			expect.arrayContaining(['it', 'sv']),
		);
	});

	it('finds every word, whatever its case or accents, and takes signs of patterns as they are', async () => {
		await create({ title: 'Räksmörgås på 100 %', hashtags: ['Lunch'], topics: ['Öl'] });
		expect(await titles({}, { q: 'raksmorgas LUNCH' })).toEqual(['Räksmörgås på 100 %']);
		expect(await titles({}, { q: 'öl räks' })).toEqual(['Räksmörgås på 100 %']);
		expect(await titles({}, { q: 'räksmörgås breakfast' })).toEqual([]);
		expect(await titles({}, { q: '100 %' })).toEqual(['Räksmörgås på 100 %']);
		expect(await titles({}, { q: '_____________' })).toEqual([]);
	});

	it('comes in pages that together hold each story once', async () => {
		const category = 'Pages';
		for (let n = 0; n < PAGE + 3; n++) await create({ title: `no ${n}`, category });
		const first = await board({ category });
		const second = await board({ category }, { page: 2 });
		expect([first.total, first.pages, first.stories.length]).toEqual([PAGE + 3, 2, PAGE]);
		const ids = [...first.stories, ...second.stories].map(({ id }) => id);
		expect(new Set(ids).size).toBe(PAGE + 3);
		expect((await board({ category }, { page: 9 })).stories).toEqual([]);
	});

	it('tells what colleagues’ posts of a story brought: clicks, and by how much comments rose', async () => {
		const story = await aPost(database, { category: 'Figures', publishedAt: hours(-90) });
		const mine = await aLink(database, { personId: me.id, postId: story.id });
		const theirs = await aLink(database, { postId: story.id, network: 'x' });
		await aClick(database, mine, { at: hours(-80) });
		await aClick(database, theirs, { at: hours(-70) });
		for (const [link, total, at] of [
			[mine, 2, -60],
			[mine, 1, -50],
			[mine, 5, -40],
			[theirs, 3, -30],
		] as const)
			await aReading(database, link, { metric: 'comment', total, at: hours(at) });
		await aReading(database, theirs, { metric: 'like', total: 99, at: hours(-30) });
		const [card] = (await board({ category: 'Figures' }, {}, hours(1))).stories;
		expect(card).toMatchObject({ colleagues: 2, clicks: 2, conversations: 8, ownClicks: 1 });
		const read = await readStory({
			ctx: database.ctx(asActor(me), hours(1)),
			input: { id: story.id },
		});
		expect(read).toMatchObject({ clicks: 2, conversations: 8, topics: [], aim: [] });
	});

	it('keeps to itself what a frozen board hides', async () => {
		const own = await createTestDatabase();
		try {
			await aProgram(own);
			const story = await aPost(own, { category: 'Frozen', publishedAt: hours(-90) });
			const link = await aLink(own, { postId: story.id });
			const freezeAt = hours(-10).toISOString();
			const times = { startsAt: hours(-80), endsAt: hours(80) };
			await aContest(own, { ...times, rules: { freezeAt } });
			for (const at of [-20, -5]) {
				await aClick(own, link, { at: hours(at) });
				await aReading(own, link, { metric: 'comment', total: 40 + at, at: hours(at) });
			}
			const read = await readStory({ ctx: own.ctx(undefined, NOW), input: { id: story.id } });
			expect(read).toMatchObject({ clicks: 1, conversations: 20 });
		} finally {
			await own.close();
		}
	});
});

describe('what the board remembers of a reader', () => {
	const visit = (now: Date, filter: StoryFilter | null = null) =>
		visitStories({ ctx: database.ctx(asActor(me), now), input: { filter } });

	it('is the last filter, and when the visit before this one ended', async () => {
		const first = await visit(NOW);
		expect(first).toEqual({ filter: ANY_STORY, newSince: hours(-7 * 24) });
		const filter = { ...ANY_STORY, category: 'Company', when: 'new' as const };
		expect((await visit(hours(0.4), filter)).newSince).toEqual(hours(-7 * 24));
		expect(await visit(hours(0.8))).toEqual({ filter, newSince: hours(-7 * 24) });
		expect(await visit(hours(20))).toEqual({ filter, newSince: hours(0.8) });
		expect((await visit(hours(20.1))).newSince).toEqual(hours(0.8));
	});

	it('is kept of people only, one row each however many tabs there are, and for a year', async () => {
		const other = await aPerson(database);
		const ctx = database.ctx(asActor(other), NOW);
		await Promise.all(
			Array.from({ length: 8 }, () => visitStories({ ctx, input: { filter: null } })),
		);
		await visitStories({ ctx: database.ctx(undefined, NOW), input: { filter: null } });
		const kept = () => database.connections.sql`
			select 1 from story_readers where person_id = ${other.id}`;
		expect(await kept()).toHaveLength(1);
		const sweep = (days: number) =>
			sweepStoryReaders({ ctx: database.ctx(undefined, hours(days * 24)), input: {} });
		expect(await sweep(364)).toEqual({ deleted: 0 });
		await sweep(366);
		expect(await kept()).toHaveLength(0);
	});

	it('is which topics one follows: twice is once, and what nobody knows is refused', async () => {
		await create({ title: 'dough', topics: ['Baking'] });
		const ctx = database.ctx(asActor(me), NOW);
		const follow = (topic: string, yes: boolean) =>
			followTopic({ ctx, input: { topic, follow: yes } });
		for (const yes of [true, true]) await follow('Baking', yes);
		expect(await titles({ aim: 'followed' })).toEqual(['dough']);
		const baking = (await listTopics({ ctx, input: {} })).find(({ name }) => name === 'Baking');
		expect(baking).toEqual({ name: 'Baking', stories: 1, isFollowed: true });
		for (const yes of [false, false]) await follow('Baking', yes);
		expect(await titles({ aim: 'followed' })).toEqual([]);
		await expect(follow('Nothing', true)).rejects.toMatchObject({ code: 'not_found' });
	});
});

describe('whose posts of a story brought visitors', () => {
	it('is told to thank them, of who appears by name everywhere and counts in the open', async () => {
		const post = await aPost(database, { publishedAt: hours(-5) });
		const people = [];
		for (const [name, clicks] of [
			['Ada', 1],
			['Bo', 3],
			['Cy', 2],
			['Dee', 0],
		] as const) {
			const person = await aPerson(database, { name });
			const link = await aLink(database, { personId: person.id, postId: post.id });
			for (let n = 0; n < clicks; n++) await aClick(database, link, { at: hours(-n) });
			await aClick(database, link, { at: hours(-1), verdict: 'bot' });
			people.push(person);
		}
		const look = (now = NOW) =>
			readSharers({ ctx: database.ctx(asActor(me), now), input: { post: post.id } });
		const named = async () => (await look()).map(({ name, clicks }) => [name, clicks]);
		expect(await named()).toEqual([
			['Bo', 3],
			['Cy', 2],
			['Ada', 1],
		]);
		// What is kept for a while names nobody who has gone under a pseudonym meanwhile.
		await setAppearance({
			ctx: database.ctx(asActor(people[1]!), NOW),
			input: { displays: 'pseudonym' },
		});
		expect(await named()).toEqual([
			['Cy', 2],
			['Ada', 1],
		]);
	});
});
