import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { discardShareDrafts, saveShareDrafts } from '#lib/server/sharing/drafts.ts';
import { prepareShare } from '#lib/server/sharing/prepare.ts';
import { setMastodonServer } from '#lib/server/sharing/server-of.ts';
import { readSharePage } from '#lib/server/sharing/share-page.ts';
import { DRAFT_DAYS, sweepSharing } from '#lib/server/sharing/sweep.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aClick, aLink, aPerson, aProgram, asActor, type APerson } from '#tests/support/people.ts';
import { aStory, OWN, setPolicy, SUGGESTED } from './share-world.ts';

let database: TestDatabase;
let ada: APerson;
let bo: APerson;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
});
afterAll(() => database.close());
beforeEach(async () => {
	await database.empty('posts', 'people', 'sharing_policy');
	ada = await aPerson(database, { team: 'Blue' });
	bo = await aPerson(database, { team: 'Red' });
});

const as = (person: APerson) => database.ctx(asActor(person));
type Texts = Parameters<typeof prepareShare>[0]['input']['posts'];
const prepare = (person: APerson, post: string, posts: Texts, language = 'en') =>
	prepareShare({ ctx: as(person), input: { post, posts, language } });
const page = (person: APerson, post: string) => readSharePage({ ctx: as(person), input: { post } });
const save = (person: APerson, post: string, texts: Texts) =>
	saveShareDrafts({ ctx: as(person), input: { post, texts } });

describe('preparing posts', () => {
	it('makes a link for each network, the same ones again, and opens the composers with text and link', async () => {
		const { id } = await aStory(database);
		const texts: Texts = [
			{ network: 'x', text: OWN },
			{ network: 'linkedin', text: SUGGESTED },
		];
		const first = await prepare(ada, id, texts);
		const [x, linkedin] = first.posts as [(typeof first.posts)[0], (typeof first.posts)[0]];
		expect(x.text).toBe(`${OWN}\n\nI work here.`);
		const composer = new URL(x.composer);
		expect(composer.host).toBe('x.com');
		expect(composer.searchParams.get('text')).toBe(x.text);
		expect(composer.searchParams.get('url')).toBe(x.link);
		expect(new URL(linkedin.composer).searchParams.get('url')).toBe(linkedin.link);
		expect(new Set([x.link, linkedin.link, first.copied.link]).size).toBe(3);
		expect(first.copied.qr.d).toMatch(/^M4 4h7/);
		expect([x.own, linkedin.own]).toEqual([100, 0]);
		expect((await prepare(ada, id, texts)).posts.map(({ link }) => link)).toEqual([
			...[x.link, linkedin.link],
		]);
	});

	it('adds the disclosure in the post’s language, whatever the page sent, unless it is switched off', async () => {
		const { id } = await aStory(database);
		const text = async (typed: string, language = 'en') =>
			(await prepare(ada, id, [{ network: 'bluesky', text: typed }], language)).posts[0]!.text;
		expect(await text('Hej', 'sv-SE')).toBe('Hej\n\nJag arbetar här.');
		expect(await text('Yes, I work here.')).toBe('Yes, I work here.');
		expect(await text('a\u202eb')).toBe('ab\n\nI work here.');
		await setPolicy(database, { disclosure: false });
		expect(await text('Hej')).toBe('Hej');
	});

	it('names what is too long with the disclosure, and what the guidelines forbid', async () => {
		await setPolicy(database, { forbidden: ['guarantee', 'best in class'] });
		const { id } = await aStory(database);
		const posts: Texts = [
			{ network: 'x', text: 'a'.repeat(250) },
			{ network: 'linkedin', text: 'We GUARANTÉE it: best-in-class.' },
			{ network: 'bluesky', text: 'Fine.' },
		];
		await expect(prepare(ada, id, posts)).rejects.toMatchObject({
			code: 'invalid',
			errors: [
				{ path: 'posts.0.text', message: 'too_long' },
				{ path: 'posts.1.text', message: 'forbidden: guarantee, best in class' },
			],
		});
		const endless: Texts = [{ network: 'linkedin', text: 'word '.repeat(20_000) }];
		await expect(prepare(ada, id, endless)).rejects.toMatchObject({
			errors: [{ path: 'posts.0.text', message: expect.stringContaining('too') }],
		});
		const links = await database.connections.sql`select 1 from links`;
		expect(links).toHaveLength(0);
	});

	it('asks once for the Mastodon server, and remembers it', async () => {
		const { id } = await aStory(database);
		const posts: Texts = [{ network: 'mastodon', text: OWN }];
		await expect(prepare(ada, id, posts)).rejects.toMatchObject({ errors: [{ path: 'server' }] });
		const set = (server: string) => setMastodonServer({ ctx: as(ada), input: { server } });
		await expect(set('http://localhost')).rejects.toMatchObject({ code: 'invalid' });
		expect(await set('@ada@social.example.org')).toEqual({ server: 'social.example.org' });
		expect((await prepare(ada, id, posts)).posts[0]!.composer).toMatch(
			/^https:\/\/social\.example\.org\/share\?/,
		);
		expect((await page(ada, id)).mastodonServer).toBe('social.example.org');
		expect((await page(bo, id)).mastodonServer).toBeNull();
		expect(await set(' ')).toEqual({ server: null });
	});

	it('offers no network that the program hides', async () => {
		await setPolicy(database, { hidden: ['x'] });
		const { id } = await aStory(database);
		expect((await page(ada, id)).networks).not.toContain('x');
		await expect(prepare(ada, id, [{ network: 'x', text: 'Hi' }])).rejects.toMatchObject({
			code: 'not_allowed',
			reason: 'network_hidden',
		});
	});

	it('is for stories that are offered to the person, and for people', async () => {
		const over = await aStory(database, { expiresAt: new Date(Date.now() - 1000) });
		const red = await aStory(database);
		await database.connections
			.sql`insert into post_teams (post_id, team_id) values (${red.id}, ${bo.teamId})`;
		for (const id of [over.id, red.id, '0199c0de-0000-7000-8000-000000000001', 'nonsense'])
			await expect(page(ada, id)).rejects.toMatchObject({ code: 'not_found' });
		await expect(prepare(ada, red.id, [])).rejects.toMatchObject({ code: 'not_found' });
		expect((await prepare(bo, red.id, [])).posts).toEqual([]);
		await expect(
			prepareShare({ ctx: database.ctx(), input: { post: red.id, posts: [] } }),
		).rejects.toMatchObject({ code: 'not_signed_in' });
	});
});

describe('one’s own voice', () => {
	it('is measured against colleagues by hashes alone: no word of theirs leaves the server', async () => {
		const { id } = await aStory(database);
		await prepare(bo, id, [{ network: 'linkedin', text: OWN }]);
		const seen = await page(ada, id);
		expect(seen.colleagues).toHaveLength(1);
		expect(JSON.stringify(seen)).not.toContain('parent');
		expect((await page(bo, id)).colleagues).toEqual([]);
		const [twin] = (await prepare(ada, id, [{ network: 'x', text: OWN }])).posts;
		expect(twin!.own).toBe(0);
		const kept = await database.connections.sql`select originality, sketch from shares order by 1`;
		expect(kept.map(({ originality }) => originality)).toEqual([0, 100]);
		expect(JSON.stringify(kept)).not.toContain('parent');
	});
});

describe('drafts', () => {
	it('are their writer’s alone, come back on the page, and are forgotten when emptied', async () => {
		const { id } = await aStory(database);
		await save(ada, id, [
			{ network: 'bluesky', text: 'Half a thought' },
			{ network: 'x', text: 'Another' },
		]);
		expect((await page(ada, id)).drafts).toEqual([
			{ network: 'bluesky', text: 'Half a thought' },
			{ network: 'x', text: 'Another' },
		]);
		expect((await page(ada, id)).picked).toEqual(['bluesky', 'x']);
		expect((await page(bo, id)).drafts).toEqual([]);
		await save(ada, id, [{ network: 'x', text: '  ' }]);
		expect((await page(ada, id)).drafts).toHaveLength(1);
		const discard = (who: APerson) => discardShareDrafts({ ctx: as(who), input: { post: id } });
		expect(await discard(bo)).toEqual({ discarded: 0 });
		expect(await discard(ada)).toEqual({ discarded: 1 });
	});

	it('saved twice at once are one', async () => {
		const { id } = await aStory(database);
		await Promise.all(
			Array.from({ length: 8 }, (_, i) => save(ada, id, [{ network: 'x', text: `Text ${i}` }])),
		);
		expect((await page(ada, id)).drafts).toHaveLength(1);
	});

	it('are swept 90 days after the last change', async () => {
		const { id } = await aStory(database);
		await save(ada, id, [{ network: 'x', text: 'Old' }]);
		await save(bo, id, [{ network: 'x', text: 'Young' }]);
		await database.connections.sql`
			update share_drafts set updated_at = now() - make_interval(days => ${DRAFT_DAYS}, hours => 1)
			where text = 'Old'`;
		expect(await sweepSharing({ ctx: database.ctx(), input: {} })).toEqual({
			...{ drafts: 1, reminders: 0 },
		});
		expect((await page(bo, id)).drafts).toHaveLength(1);
	});
});

describe('what is picked to begin with', () => {
	it('are the two networks of last time, else the first two that are offered', async () => {
		const { id } = await aStory(database);
		expect((await page(ada, id)).picked).toEqual(['linkedin', 'x']);
		const at = (day: number) => new Date(Date.UTC(2026, 5, day));
		const own = { personId: ada.id, postId: id };
		await aLink(database, { ...own, network: 'link', sharedAt: at(4) });
		await aLink(database, { ...own, network: 'email', sharedAt: at(3) });
		await aLink(database, { ...own, network: 'bluesky', sharedAt: at(2) });
		expect((await page(ada, id)).picked).toEqual(['email', 'bluesky']);
	});

	it('is when it is best to share: by one’s own clicks once there are enough', async () => {
		const { id } = await aStory(database);
		expect((await page(ada, id)).best).toMatchObject({ from: 'default', hour: 9 });
		const link = await aLink(database, { personId: ada.id, postId: id });
		const noon = new Date();
		noon.setUTCHours(12, 0, 0, 0);
		const at = new Date(noon.getTime() - 2 * 86_400_000);
		for (let n = 0; n < 30; n++) await aClick(database, link, { at });
		const { best, remindAt, timeZone } = await page(ada, id);
		expect(best).toMatchObject({ from: 'own', clicks: 30, total: 30 });
		expect(timeZone).toBe('Europe/Stockholm');
		expect(remindAt).toMatch(new RegExp(`T${best.hour}:00$`));
	});
});
