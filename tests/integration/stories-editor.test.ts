import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addFeed, changeFeed } from '#lib/server/feeds/keep.ts';
import { listFeeds } from '#lib/server/feeds/queries.ts';
import {
	addCategory,
	listOwnedCategories,
	moveCategory,
	removeCategory,
	renameCategory,
} from '#lib/server/posts/categories.ts';
import { startStory } from '#lib/server/posts/draft.ts';
import { storyForSharing } from '#lib/server/posts/for-sharing.ts';
import { listOwnedStories, listPlanned, readStoryForEditor } from '#lib/server/posts/owned.ts';
import { discardStory, planStory, saveStory } from '#lib/server/posts/save.ts';
import { listOwnedTopics, mergeTopics, renameTopic } from '#lib/server/posts/topic-names.ts';
import { followTopic, listTopics } from '#lib/server/posts/topics.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aLink, aPerson, aProgram, asActor, type APerson } from '#tests/support/people.ts';

const NOW = new Date('2027-03-02T12:00:00Z');
let database: TestDatabase;
let owner: APerson;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	owner = await aPerson(database, { role: 'owner', team: 'Sales' });
});
afterAll(() => database.close());

const ctx = (now = NOW) => database.ctx(asActor(owner), now);
const begin = async (url = '') => (await startStory({ ctx: ctx(), input: { url } })).id;
const read = (id: string) => readStoryForEditor({ ctx: ctx(), input: { id } });
const WHOLE = { title: 'Bread', url: 'https://example.com/bread', category: 'Company' };
type Save = Parameters<typeof saveStory>[0]['input'];
const save = (id: string, version: number, story: object, deed: Save['deed'] = 'save', now = NOW) =>
	saveStory({ ctx: ctx(now), input: { id, version, deed, story: { ...WHOLE, ...story } } });

describe('a story in the editor', () => {
	it('begins empty and is saved as far as it is written', async () => {
		const id = await begin();
		await save(id, 1, {
			title: '',
			url: '',
			say: 'Numbers',
			hashtags: ['#One'],
			topics: ['Ovens'],
		});
		expect(await read(id)).toMatchObject({
			...{
				state: 'draft',
				title: '',
				url: '',
				say: 'Numbers',
				hashtags: ['One'],
				topics: ['Ovens'],
			},
			...{ version: 2, publishedAt: null, category: 'Company' },
		});
		await expect(save(id, 2, { title: '', url: '' }, 'publish')).rejects.toMatchObject({
			code: 'invalid',
			errors: [{ path: 'title' }, { path: 'url' }],
		});
	});

	it('says what its picture shows until somebody says otherwise, also on its page', async () => {
		const [picture] = await database.connections.sql<{ id: string }[]>`
			insert into pictures (id, type, bytes, width, height)
			values (gen_random_uuid(), 'image/webp', 'x', 1, 1) returning id`;
		const id = await begin();
		const named = { picture: picture!.id };
		await save(id, 1, { ...named, pictureAlt: ' Four \u200bovens ' }, 'publish');
		await save(id, 2, { ...named, publishedAt: NOW.toISOString() });
		expect(await read(id)).toMatchObject({ ...named, pictureAlt: 'Four ovens' });
		const { preview } = await storyForSharing({ ctx: ctx(), input: { id } });
		expect(preview).toMatchObject({ picture: `/pictures/${picture!.id}`, alt: 'Four ovens' });
		await save(id, 3, { ...named, pictureAlt: '', publishedAt: NOW.toISOString() });
		expect((await read(id)).pictureAlt).toBe('');
		await expect(save(id, 4, { ...named, pictureAlt: 'x'.repeat(301) })).rejects.toMatchObject({
			code: 'invalid',
			errors: [{ path: 'story.pictureAlt' }],
		});
	});

	it('goes from draft to offered and back, each step audited', async () => {
		const id = await begin('https://example.com/bread');
		const copy = [{ network: 'x', language: 'sv', text: 'Bröd' }];
		await save(id, 1, { copy, teams: ['Sales'] }, 'review');
		await save(id, 2, { copy, teams: ['Sales'] }, 'publish');
		const shared = await storyForSharing({ ctx: ctx(), input: { id } });
		expect(shared).toMatchObject({ title: 'Bread', texts: copy, publishedAt: NOW.toISOString() });
		await save(id, 3, { title: 'Rye', publishedAt: NOW.toISOString() });
		await save(id, 4, { title: 'Rye', publishedAt: NOW.toISOString() }, 'withdraw');
		await expect(storyForSharing({ ctx: ctx(), input: { id } })).rejects.toMatchObject({
			code: 'not_found',
		});
		await expect(save(id, 5, {}, 'review')).rejects.toMatchObject({ reason: 'state' });
		const audited = await database.connections.sql<{ action: string }[]>`
			select action from audit_entries where target = ${`post:${id}`} order by seq`;
		expect(audited.map(({ action }) => action)).toEqual([
			'post.review',
			'post.publish',
			'post.change',
			'post.withdraw',
		]);
	});

	it('tells the second of two who saved at once that it is stale', async () => {
		const id = await begin();
		const both = await Promise.allSettled([
			save(id, 1, { title: 'a' }),
			save(id, 1, { title: 'b' }),
		]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({
			code: 'conflict',
			reason: 'stale',
		});
	});

	it('is refused whole when a part of it is wrong', async () => {
		const id = await begin();
		for (const [path, wrong] of [
			['teams.0', { teams: ['Nobody'] }],
			['picture', { picture: '01900000-0000-7000-8000-000000000000' }],
			['url', { url: 'javascript:alert(1)' }],
			['copy.0.text', { copy: [{ network: 'x', text: 'x'.repeat(100_000) }] }],
		] as const) {
			const error = await save(id, 1, wrong).catch((thrown) => thrown);
			expect(
				error.errors?.map((one: { path: string }) => one.path.replace(/^story\./, '')),
			).toEqual([path]);
		}
		expect(await read(id)).toMatchObject({ version: 1, title: '' });
	});

	it('is discarded while it is a draft that nobody has shared', async () => {
		const id = await begin();
		await discardStory({ ctx: ctx(), input: { id, version: 1 } });
		await expect(read(id)).rejects.toMatchObject({ code: 'not_found' });
		const out = await begin();
		await save(out, 1, {}, 'publish');
		await aLink(database, { postId: out });
		await save(out, 2, {}, 'withdraw');
		await save(out, 3, {}, 'draft');
		await expect(
			discardStory({ ctx: ctx(), input: { id: out, version: 4 } }),
		).rejects.toMatchObject({ reason: 'state' });
	});

	it('is for owners', async () => {
		const employee = database.ctx(asActor(await aPerson(database)), NOW);
		await expect(startStory({ ctx: employee, input: {} })).rejects.toMatchObject({
			code: 'not_allowed',
		});
	});
});

describe('the week', () => {
	const plan = (id: string, version: number, at: string | null) =>
		planStory({
			ctx: ctx(),
			input: { id, version, publishedAt: at === null ? null : new Date(at) },
		});
	const week = () =>
		listPlanned({
			ctx: ctx(),
			input: { from: new Date('2027-03-08T00:00:00Z'), to: new Date('2027-03-15T00:00:00Z') },
		});

	it('holds drafts with a time and what is planned, and drafts without one beside it', async () => {
		const id = await begin('https://example.com/week');
		expect((await week()).unplanned.map((story) => story.id)).toContain(id);
		await plan(id, 1, '2027-03-09T08:00:00Z');
		expect((await week()).planned).toMatchObject([{ id, view: 'draft', version: 2 }]);
		await plan(id, 2, null);
		expect((await week()).planned).toEqual([]);
		await plan(id, 3, '2027-03-09T08:00:00Z');
		await save(id, 4, { publishedAt: '2027-03-09T08:00:00Z' }, 'publish');
		expect((await week()).planned).toMatchObject([{ id, view: 'planned' }]);
		await plan(id, 5, '2027-03-10T08:00:00Z');
		await expect(plan(id, 6, null)).rejects.toMatchObject({ reason: 'state' });
		await expect(plan(id, 5, '2027-03-11T08:00:00Z')).rejects.toMatchObject({ reason: 'stale' });
	});

	it('does not move what is out, nor past its own end', async () => {
		const out = await begin();
		await save(out, 1, {}, 'publish');
		await expect(plan(out, 2, '2027-03-09T08:00:00Z')).rejects.toMatchObject({ reason: 'state' });
		const ending = await begin();
		await save(ending, 1, { expiresAt: '2027-03-09T08:00:00Z' });
		await expect(plan(ending, 2, '2027-03-09T08:00:00Z')).rejects.toMatchObject({
			reason: 'after_end',
		});
	});

	it('counts stories by what they are now', async () => {
		const list = await listOwnedStories({ ctx: ctx(), input: { view: 'planned' } });
		expect(list.stories.every(({ view }) => view === 'planned')).toBe(true);
		const { counts } = list;
		const { all, ...each } = counts;
		expect(Object.values(each).reduce((sum, count) => sum + count, 0)).toBe(all);
	});
});

describe('the owners’ categories', () => {
	it('are added, renamed, moved and removed while nothing is in them', async () => {
		const names = async () =>
			(await listOwnedCategories({ ctx: ctx(), input: {} })).map(({ name }) => name);
		const idOf = async (name: string) =>
			(await listOwnedCategories({ ctx: ctx(), input: {} })).find((one) => one.name === name)!.id;
		await addCategory({ ctx: ctx(), input: { name: 'Culture' } });
		expect(await names()).toEqual(['Company', 'Industry', 'Personal interest', 'Culture']);
		const id = await idOf('Culture');
		await moveCategory({ ctx: ctx(), input: { id, by: -1 } });
		await moveCategory({ ctx: ctx(), input: { id: await idOf('Company'), by: -1 } });
		await moveCategory({ ctx: ctx(), input: { id: await idOf('Company'), by: 1 } });
		expect(await names()).toEqual(['Industry', 'Company', 'Culture', 'Personal interest']);
		await renameCategory({ ctx: ctx(), input: { id, name: 'Life here' } });
		await expect(
			renameCategory({ ctx: ctx(), input: { id, name: 'Company' } }),
		).rejects.toMatchObject({ reason: 'taken' });
		await expect(
			removeCategory({ ctx: ctx(), input: { id: await idOf('Company') } }),
		).rejects.toMatchObject({ reason: 'in_use' });
		await removeCategory({ ctx: ctx(), input: { id } });
		expect(await names()).toEqual(['Industry', 'Company', 'Personal interest']);
	});
});

describe('the owners’ topics', () => {
	const topic = async (name: string) =>
		(await listOwnedTopics({ ctx: ctx(), input: {} })).find((one) => one.name === name);
	const follow = async (...names: string[]) => {
		const person = database.ctx(asActor(await aPerson(database)), NOW);
		for (const name of names)
			await followTopic({ ctx: person, input: { topic: name, follow: true } });
		return person;
	};

	it('are renamed everywhere, and merged when the name is another’s: no story and no follower is lost', async () => {
		const [one, both] = [await begin(), await begin()];
		await save(one, 1, { topics: ['climate'] });
		await save(both, 1, { topics: ['climate', 'Environment'] });
		const [first] = [await follow('climate'), await follow('climate', 'Environment')];
		const { id } = (await topic('climate'))!;
		await renameTopic({ ctx: ctx(), input: { id, name: 'Climate' } });
		expect(await topic('Climate')).toEqual({ id, name: 'Climate', stories: 2, followers: 2 });
		const rename = renameTopic({ ctx: ctx(), input: { id, name: 'Environment' } });
		await expect(rename).rejects.toMatchObject({ reason: 'topic_taken' });
		const merge = (into: string) => mergeTopics({ ctx: ctx(), input: { id, into } });
		await expect(merge('Climate')).rejects.toMatchObject({ reason: 'same' });
		await expect(merge('Nothing')).rejects.toMatchObject({ code: 'not_found' });
		expect((await topic('Climate'))?.stories).toBe(2);

		const twice = await Promise.allSettled([merge('Environment'), merge('Environment')]);
		expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await topic('Climate')).toBeUndefined();
		expect(await topic('Environment')).toMatchObject({ stories: 2, followers: 2 });
		const seen = await listTopics({ ctx: first, input: {} });
		expect(seen.find(({ name }) => name === 'Environment')?.isFollowed).toBe(true);
	});

	it('are nobody’s to rename but the owners’', async () => {
		const employee = database.ctx(asActor(await aPerson(database)), NOW);
		const { id } = (await topic('Environment'))!;
		const input = { id, name: 'Mine' };
		await expect(renameTopic({ ctx: employee, input })).rejects.toMatchObject({
			code: 'not_allowed',
		});
	});
});

describe('a feed’s settings', () => {
	it('stay as somebody else saved them since the form was opened', async () => {
		const feed = { url: 'https://news.example.com/rss', category: 'Industry' };
		const { id } = await addFeed({ ctx: ctx(), input: feed });
		const save = (revision: number, name: string) =>
			changeFeed({
				ctx: ctx(),
				input: { id, revision, name, category: 'Industry', everyMinutes: 60, paused: false },
			});
		const now = async () => (await listFeeds({ ctx: ctx(), input: {} }))[0];
		await save(0, 'Theirs');
		await expect(save(0, 'Mine')).rejects.toMatchObject({ code: 'conflict', reason: 'stale' });
		expect(await now()).toMatchObject({ name: 'Theirs', revision: 1 });
		await save(1, 'Mine');
		expect(await now()).toMatchObject({ name: 'Mine', revision: 2 });
	});
});
