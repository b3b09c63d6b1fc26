import { afterAll, beforeAll, expect, test } from 'vitest';
import { contestDrafts, contestRules, prizes } from '#lib/server/db/schema/contests.ts';
import { playlists } from '#lib/server/db/schema/displays.ts';
import { pictures } from '#lib/server/db/schema/pictures.ts';
import { sweepPictures } from '#lib/server/pictures/sweep.ts';
import { saveStory } from '#lib/server/posts/save.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aContest, aPerson, aPost, asActor, type APerson } from '#tests/support/people.ts';

const DAY = 86_400_000;
const NOW = new Date('2027-03-02T12:00:00Z');
let database: TestDatabase;
let owner: APerson;
beforeAll(async () => {
	database = await createTestDatabase({ max: 4 });
	owner = await aPerson(database, { role: 'owner' });
});
afterAll(() => database.close());

const sweep = () => sweepPictures({ ctx: { ...database.ctx(), now: NOW }, input: {} });

async function picture(days = 8): Promise<string> {
	const [row] = await database.connections.db
		.insert(pictures)
		.values({
			...{ type: 'image/webp', bytes: Buffer.from('x'), width: 1, height: 1 },
			createdAt: new Date(NOW.getTime() - days * DAY),
		})
		.returning({ id: pictures.id });
	return row!.id;
}

async function left(ids: readonly string[]): Promise<string[]> {
	const rows = await database.connections.db.select({ id: pictures.id }).from(pictures);
	return ids.filter((id) => rows.some((row) => row.id === id));
}

test('what nothing names goes after seven days, what a form has just uploaded stays', async () => {
	const [old, fresh] = [await picture(7.01), await picture(6.99)];
	expect(await sweep()).toEqual({ pictures: 1 });
	expect(await left([old, fresh])).toEqual([fresh]);
	expect(await sweep()).toEqual({ pictures: 0 });
});

test('what a screen shows stays, as long as its playlist names it', async () => {
	const [inPlaylist, other] = [await picture(), await picture()];
	const items = [{ id: 'a', scene: 'picture', settings: { picture: inPlaylist } }];
	await database.connections.db.insert(playlists).values({ name: 'Hall', items });
	await sweep();
	expect(await left([inPlaylist, other])).toEqual([inPlaylist]);
});

test('whatever is named stays: by stories, prizes, earlier rules, and forms that are not finished', async () => {
	const { db } = database.connections;
	const contest = await aContest(database);
	const [ofStory, byAddress, ofPrize, ofRules] = [
		await picture(),
		await picture(),
		await picture(),
		await picture(),
	];
	const [typed, inDraft, before] = [await picture(), await picture(), await picture()];
	const kept = [ofStory, byAddress, ofPrize, ofRules, typed, inDraft, before];
	await aPost(database, { pictureId: ofStory, imageUrl: `/pictures/${ofStory}`, state: 'draft' });
	await aPost(database, { imageUrl: `https://laurel.example.com/pictures/${byAddress}` });
	await db.insert(prizes).values({
		...{ contestId: contest.id, position: 1, kind: 'place', name: 'Mug', pictureId: ofPrize },
	});
	await db.insert(contestRules).values({
		...{ contestId: contest.id, version: 2, rules: {} },
		prizes: [{ name: 'Mug', picture: ofRules }],
	});
	const form = (id: string) => ({ prizes: [{ name: '', picture: ` ${id} ` }] });
	await db.insert(contestDrafts).values([
		{ name: 'New', form: form(typed.toUpperCase()) },
		{ name: 'Changed', contestId: contest.id, form: form(inDraft), base: form(before) },
	]);
	const lost = await picture();
	expect(await sweep()).toEqual({ pictures: 1 });
	expect(await left([...kept, lost])).toEqual(kept);
	await db.delete(contestDrafts);
	expect(await sweep()).toEqual({ pictures: 3 });
	expect(await left(kept)).toEqual([ofStory, byAddress, ofPrize, ofRules]);
});

test('a story that is saved with an old picture while it is swept has it, or is told that it is gone', async () => {
	const ctx = { ...database.ctx(asActor(owner)), now: NOW };
	for (let round = 0; round < 10; round++) {
		const post = await aPost(database, { state: 'draft' });
		const id = await picture();
		const story = { title: 'Bread', url: '', category: 'Company', picture: id };
		const [saved, swept] = await Promise.allSettled([
			saveStory({ ctx, input: { id: post.id, version: 1, story } }),
			sweep(),
		]);
		expect(swept.status).toBe('fulfilled');
		expect(await left([id])).toEqual(saved.status === 'fulfilled' ? [id] : []);
		if (saved.status === 'rejected')
			expect(saved.reason).toMatchObject({ code: 'invalid', errors: [{ path: 'picture' }] });
	}
});
