import { afterAll, beforeAll, expect, test } from 'vitest';
import { markChecklist } from '#lib/server/checklists/mark.ts';
import { readFirstWeek, readLaunchChecklist } from '#lib/server/checklists/read.ts';
import { acceptGuidelines } from '#lib/server/learning/accept-guidelines.ts';
import { pledgeDisclosure } from '#lib/server/learning/pledge-disclosure.ts';
import { publishGuidelines } from '#lib/server/learning/publish-guidelines.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aContest, aLink, aPerson, asActor, type APerson } from '#tests/support/people.ts';

let database: TestDatabase;
let owner: APerson;
let other: APerson;
let ada: APerson;
beforeAll(async () => {
	database = await createTestDatabase();
	owner = await aPerson(database, { role: 'owner' });
	other = await aPerson(database, { role: 'owner' });
	ada = await aPerson(database);
});
afterAll(() => database.close());

const as = (person: APerson) => database.ctx(asActor(person));
const states = (items: readonly { key: string; state: string }[]) =>
	Object.fromEntries(items.map(({ key, state }) => [key, state]));
const launch = async (person = owner) =>
	states(await readLaunchChecklist({ ctx: as(person), input: {} }));
const week = async (person = ada) => states(await readFirstWeek({ ctx: as(person), input: {} }));
type Input = Parameters<typeof markChecklist>[0]['input'];
const mark = (person: APerson, input: Input) => markChecklist({ ctx: as(person), input });

test('the launch ticks itself from the facts, and what owners say by hand is so for all of them', async () => {
	expect(new Set(Object.values(await launch()))).toEqual(new Set(['open']));
	await mark(owner, { list: 'launch', item: 'announcement', state: 'done' });
	await mark(other, { list: 'launch', item: 'people', state: 'dismissed' });
	expect(await launch(other)).toMatchObject({ announcement: 'done', people: 'dismissed' });
	await mark(other, { list: 'launch', item: 'announcement', state: 'open' });
	expect(await launch()).toMatchObject({ announcement: 'open' });

	await aContest(database);
	for (let i = 0; i < 3; i++) await aLink(database);
	const texts = { en: 'Be kind.', sv: null, it: null };
	await publishGuidelines({ ctx: as(owner), input: { from: 0, texts, note: 'First.' } });
	expect(await launch()).toMatchObject({
		...{ goals: 'done', stories: 'done', people: 'done', guidelines: 'done' },
	});
});

test('a first week is each person’s own', async () => {
	await acceptGuidelines({ ctx: as(ada), input: { version: 1, language: 'en' } });
	await pledgeDisclosure({ ctx: as(ada), input: {} });
	await aLink(database, { personId: ada.id });
	await mark(ada, { list: 'first_week', item: 'suggest', state: 'dismissed' });
	expect(await week()).toEqual({
		...{ guidelines: 'done', pledge: 'done', share: 'done', lesson: 'open', suggest: 'dismissed' },
	});
	expect(await week(other)).toMatchObject({ guidelines: 'open', suggest: 'open' });
	// A new version asks again.
	const texts = { en: 'Be very kind.', sv: null, it: null };
	await publishGuidelines({ ctx: as(owner), input: { from: 1, texts, note: 'Very.' } });
	expect(await week()).toMatchObject({ guidelines: 'open' });
});

test('nobody ticks what is not theirs or is no item', async () => {
	await expect(mark(ada, { list: 'launch', item: 'goals', state: 'done' })).rejects.toMatchObject({
		code: 'not_allowed',
	});
	await expect(
		mark(ada, { list: 'first_week', item: 'goals', state: 'done' }),
	).rejects.toMatchObject({ code: 'not_found' });
});
