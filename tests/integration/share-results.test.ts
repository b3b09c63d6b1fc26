import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listNotices } from '#lib/server/notices/queries.ts';
import { bringLink } from '#lib/server/posts/bring.ts';
import { storyForSharing } from '#lib/server/posts/for-sharing.ts';
import { listPosts } from '#lib/server/posts/queries.ts';
import { readReceipts } from '#lib/server/boards/queries.ts';
import { readLinkRecord } from '#lib/server/links/records.ts';
import { createOwnLink } from '#lib/server/links/create.ts';
import { readMyResults } from '#lib/server/sharing/my-results.ts';
import { readSharingPolicy, saveSharingPolicy } from '#lib/server/sharing/policy.ts';
import { forgetReminder, remindLater } from '#lib/server/sharing/remind.ts';
import { sendReminders } from '#lib/server/sharing/send-reminders.ts';
import { setShareAddress } from '#lib/server/sharing/set-address.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import {
	aClick,
	aContest,
	aConversion,
	aLink,
	aPerson,
	aProgram,
	aReading,
	asActor,
	type APerson,
} from '#tests/support/people.ts';
import { aStory, setPolicy } from './share-world.ts';

let database: TestDatabase;
let ada: APerson;
let bo: APerson;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
});
afterAll(() => database.close());
beforeEach(async () => {
	await database.empty('posts', 'people', 'sharing_policy', 'contests', 'audit_entries');
	ada = await aPerson(database);
	bo = await aPerson(database);
});

const as = (person: APerson, now?: Date) => database.ctx(asActor(person), now);
const results = (person: APerson) => readMyResults({ ctx: as(person), input: {} });
const MINUTE = 60_000;
const soon = (minutes: number) => new Date(Date.now() + minutes * MINUTE);

describe('my results', () => {
	it('are what one’s own posts brought, by post, network, day, weekday and hour', async () => {
		const post = await aStory(database, { title: 'Pay bands' });
		const at = new Date(Date.now() - 3 * 86_400_000);
		const link = await aLink(database, { personId: ada.id, postId: post.id, network: 'x' });
		const linkedin = await aLink(database, { personId: ada.id, postId: post.id });
		for (let n = 0; n < 20; n++) await aClick(database, link, { at });
		await aClick(database, linkedin, { at });
		await aClick(database, link, { at, verdict: 'bot' });
		await aReading(database, link, { metric: 'like', total: 4, at });
		await aReading(database, link, { metric: 'like', total: 7, at });
		await aConversion(database, linkedin, { at });
		await aClick(database, await aLink(database, { personId: bo.id, postId: post.id }), { at });

		const mine = await results(ada);
		expect(mine.total).toBe(21);
		expect(mine.days.at(-4)?.clicks).toBe(21);
		expect(mine.weekdays.filter((clicks) => clicks > 0)).toEqual([21]);
		expect(Math.max(...mine.hours)).toBe(21);
		expect(mine.networks).toEqual([
			{ network: 'x', clicks: 20, conversions: 0, reactions: 7, average: 20 },
			{ network: 'linkedin', clicks: 1, conversions: 1, reactions: 0, average: 1 },
		]);
		expect(mine.posts).toMatchObject([
			{ network: 'x', clicks: 20, likes: 7, originality: null, mayHaveAddress: true },
			{ network: 'linkedin', clicks: 1, conversions: 1 },
		]);
		expect(mine.findings[0]).toEqual({
			...{ kind: 'network', network: 'x', average: 20, next: 'linkedin', nextAverage: 1 },
		});
		expect((await results(bo)).total).toBe(1);
	});

	it('stay live while the board is frozen, and leave out what was voided', async () => {
		const freezeAt = new Date(Date.now() - 86_400_000);
		await aContest(database, { rules: { freezeAt: freezeAt.toISOString() } });
		const link = await aLink(database, { personId: ada.id });
		const { id } = await aClick(database, link);
		await aClick(database, link);
		expect((await results(ada)).total).toBe(2);
		await database.connections.sql`
			insert into voids (id, person_id, click_id, reason) values (gen_random_uuid(), ${ada.id}, ${id}, 'r')`;
		const mine = await results(ada);
		expect([mine.total, mine.posts[0]?.clicks]).toEqual([1, 1]);
	});

	it('are empty before anything was shared', async () => {
		expect(await results(ada)).toMatchObject({
			...{ total: 0, posts: [], networks: [], findings: [], drafts: [], reminders: [] },
			best: { from: 'default' },
		});
	});
});

describe('the public address of a post', () => {
	const set = (person: APerson, slug: string, address: string) =>
		setShareAddress({ ctx: as(person), input: { slug, address } });

	it('is kept in its plain form, taken back, and belongs to one link', async () => {
		const mine = await aLink(database, { personId: ada.id, network: 'x' });
		const theirs = await aLink(database, { personId: bo.id, network: 'x' });
		const pasted = ' https://twitter.com/ada/status/12?s=20 ';
		const plain = 'https://x.com/ada/status/12';
		expect(await set(ada, mine.slug, pasted)).toEqual({ address: plain });
		expect((await results(ada)).posts[0]).toMatchObject({ address: plain });
		await expect(set(bo, theirs.slug, plain)).rejects.toMatchObject({ reason: 'address_taken' });
		await expect(set(bo, mine.slug, plain)).rejects.toMatchObject({ code: 'not_found' });
		expect(await set(ada, mine.slug, '')).toEqual({ address: null });
		expect(await set(bo, theirs.slug, plain)).toEqual({ address: plain });
	});

	it('stands in the API’s links and on the receipts, for whoever may read them', async () => {
		const link = await aLink(database, { personId: ada.id, network: 'x' });
		const contest = await aContest(database);
		await aClick(database, link, { at: contest.startsAt });
		const told = async () => {
			const record = await readLinkRecord({ ctx: database.ctx(), input: { slug: link.slug } });
			const input = { contest: contest.slug, person: ada.externalId };
			const page = await readReceipts({ ctx: as(bo), input });
			return [record.address, page.receipts[0]?.link?.address];
		};
		expect(await told()).toEqual([null, null]);
		const address = 'https://x.com/ada/status/12';
		await set(ada, link.slug, address);
		expect(await told()).toEqual([address, address]);
	});

	it.each(['https://evil.example/ada/status/12', 'javascript:alert(1)', 'https://x.com/ada', 'x'])(
		'is not %s',
		async (address) => {
			const link = await aLink(database, { personId: ada.id, network: 'x' });
			await expect(set(ada, link.slug, address)).rejects.toMatchObject({
				errors: [{ path: 'address' }],
			});
		},
	);
});

describe('a reminder', () => {
	const remind = (post: string, at: Date) =>
		remindLater({ ctx: as(ada), input: { post, networks: ['x', 'linkedin'], at } });
	const send = (now: Date, db = database) =>
		sendReminders({ ctx: { ...db.ctx(), now }, input: {} });

	it('becomes one notice when it is due, though three instances look at once', async () => {
		const { id: post } = await aStory(database, { title: 'Pay bands' });
		await remind(post, soon(5));
		expect((await results(ada)).reminders).toMatchObject([{ post: { id: post } }]);
		expect(await send(soon(4))).toEqual({ reminders: 0 });
		const sent = await Promise.all([send(soon(6)), send(soon(6)), send(soon(6))]);
		expect(sent.reduce((sum, { reminders }) => sum + reminders, 0)).toBe(1);
		const { notices } = await listNotices({ ctx: as(ada), input: {} });
		expect(notices).toMatchObject([
			{
				kind: 'share_reminder',
				params: { post: { id: post, title: 'Pay bands' } },
				href: `/stories/${post}/share?to=x.linkedin`,
			},
		]);
		expect((await results(ada)).reminders).toEqual([]);
	});

	it('of a story that is over comes to nobody', async () => {
		const { id } = await aStory(database, { expiresAt: soon(3) });
		await remind(id, soon(2));
		expect(await send(soon(4))).toEqual({ reminders: 0 });
		expect((await listNotices({ ctx: as(ada), input: {} })).notices).toEqual([]);
	});

	it('is one, however often the button is pressed', async () => {
		const { id } = await aStory(database);
		const at = soon(2);
		const [first, ...more] = await Promise.all([remind(id, at), remind(id, at), remind(id, at)]);
		expect(more).toEqual([first, first]);
		expect((await results(ada)).reminders).toHaveLength(1);
		expect((await remind(id, soon(3))).id).not.toBe(first.id);
	});

	it('is refused for the past and for next year, and forgotten only by its owner', async () => {
		const { id: post } = await aStory(database);
		for (const at of [new Date(), soon(61 * 24 * 60)])
			await expect(remind(post, at)).rejects.toMatchObject({ errors: [{ path: 'at' }] });
		const { id } = await remind(post, soon(5));
		const forget = (person: APerson) => forgetReminder({ ctx: as(person), input: { id } });
		await expect(forget(bo)).rejects.toMatchObject({ code: 'not_found' });
		await forget(ada);
		await expect(forget(ada)).rejects.toMatchObject({ reason: 'unknown_reminder' });
	});
});

describe('a link of one’s own', () => {
	const bring = (person: APerson, url: string, title = '') =>
		bringLink({ ctx: as(person), input: { url, title } });

	it('is a story for oneself alone, on no board, once per address', async () => {
		await setPolicy(database, { domains: ['example.com'] });
		const url = 'https://www.example.com/jobs/7';
		const made = await Promise.all([bring(ada, url), bring(ada, ` ${url} `)]);
		expect(new Set(made.map(({ id }) => id)).size).toBe(1);
		const { id } = made[0]!;
		expect(await storyForSharing({ ctx: as(ada), input: { id } })).toMatchObject({
			...{ title: 'example.com/jobs/7', category: '', url },
		});
		await expect(storyForSharing({ ctx: as(bo), input: { id } })).rejects.toMatchObject({
			code: 'not_found',
		});
		const link = (person: APerson) =>
			createOwnLink({ ctx: as(person), input: { post: id, network: 'x' } });
		expect(await link(ada)).toMatchObject({ created: true });
		await expect(link(bo)).rejects.toMatchObject({ reason: 'unknown_post' });
		for (const person of [ada, bo])
			expect(await listPosts({ ctx: as(person), input: {} })).toEqual([]);
		expect((await bring(bo, url, 'Mine')).id).not.toBe(id);
	});

	it.each([
		['https://evil.example/', { reason: 'domain' }],
		['https://example.com.evil.example/', { reason: 'domain' }],
		['https://me:secret@example.com/', { errors: [{ path: 'url' }] }],
		['javascript:alert(1)', { errors: [{ path: 'url' }] }],
		['http://[::1]/', { reason: 'domain' }],
	])('is refused for %s', async (url, refused) => {
		await setPolicy(database, { domains: ['example.com'] });
		await expect(bring(ada, url)).rejects.toMatchObject(refused);
	});

	it('is refused while no domain is allowed', async () => {
		await expect(bring(ada, 'https://example.com/')).rejects.toMatchObject({ reason: 'domain' });
	});
});

describe('the policy of sharing', () => {
	it('is saved by owners, audited with what changed, and by one of two at once', async () => {
		const owner = { ...ada, role: 'owner' };
		const ctx = () => as(owner);
		const { revision, ...before } = await readSharingPolicy({ ctx: as(bo), input: {} });
		expect(revision).toBe(0);
		const save = (forbidden: string[]) =>
			saveSharingPolicy({ ctx: ctx(), input: { revision, policy: { ...before, forbidden } } });
		await expect(
			saveSharingPolicy({ ctx: as(bo), input: { revision, policy: before } }),
		).rejects.toMatchObject({ code: 'not_allowed' });
		expect(await save([])).toEqual({ revision: 0 });
		const both = await Promise.allSettled([save(['one']), save(['two'])]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		await expect(save(['three'])).rejects.toMatchObject({ code: 'conflict', reason: 'stale' });
		const audit = await database.connections.sql`
			select details from audit_entries where action = 'sharing.policy'`;
		expect(audit).toHaveLength(1);
		expect(audit[0]!.details.before.forbidden).toEqual([]);
		expect(audit[0]!.details.after.forbidden).toHaveLength(1);
	});
});
