import { afterAll, beforeAll, expect, test } from 'vitest';
import { findPeople, listLabels } from '#lib/server/people/labels.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aPerson } from '#tests/support/people.ts';

let database: TestDatabase;

beforeAll(async () => {
	database = await createTestDatabase();
	const common = { team: 'Sales', office: 'Malmö', groups: ['leadership', 'nordics'] };
	await aPerson(database, { ...common, externalId: 'zoe', name: 'Zoë Åkerblad' });
	await aPerson(database, { ...common, externalId: 'al', name: 'Al 100%', groups: ['nordics'] });
	await aPerson(database, { ...common, externalId: 'gone', name: 'Zoe Gone', active: false });
	await aPerson(database, { externalId: 'cy', name: 'Cy Berg', team: 'Design' });
});
afterAll(() => database.close());

const find = async (input: { text: string } | { externalIds: string[] }) =>
	(await findPeople({ ctx: database.ctx(), input })).map(({ externalId }) => externalId);

test('labels are counted over active people, in order of name', async () => {
	expect(await listLabels({ ctx: database.ctx(), input: {} })).toEqual({
		groups: [
			{ name: 'leadership', people: 1 },
			{ name: 'nordics', people: 2 },
		],
		teams: [
			{ name: 'Design', people: 1 },
			{ name: 'Sales', people: 2 },
		],
		offices: [{ name: 'Malmö', people: 2 }],
	});
});

test('a person is found by parts of the name, without accents, and by nothing else', async () => {
	expect(await find({ text: 'zoe' })).toEqual(['zoe']);
	expect(await find({ text: 'AKER  zo' })).toEqual(['zoe']);
	expect(await find({ text: '100%' })).toEqual(['al']);
	expect(await find({ text: '%' })).toEqual(['al']);
	expect(await find({ text: '_' })).toEqual([]);
	expect(await find({ text: '  ' })).toEqual([]);
	expect(await find({ text: '\\' })).toEqual([]);
});

test('people who were named keep their names, also after they left', async () => {
	expect(await find({ externalIds: ['gone', 'cy', 'nobody'] })).toEqual(['cy', 'gone']);
});
