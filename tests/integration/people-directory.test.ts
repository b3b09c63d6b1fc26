import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setAppearance } from '#lib/server/people/appearance.ts';
import { readDirectoryFilters, searchDirectory } from '#lib/server/people/directory.ts';
import { readProfile } from '#lib/server/people/read-profile.ts';
import { readOwnProfile, saveProfile } from '#lib/server/people/save-profile.ts';
import { upsertPeople } from '#lib/server/people/upsert.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
let db: TestDatabase;
let reader: make.APerson;
let zoe: make.APerson;
const EMPTY = {
	about: '',
	topics: [],
	goodAt: [],
	languages: [],
	networks: [],
	showResults: false,
};

beforeAll(async () => {
	db = await createTestDatabase();
	await make.aProgram(db);
	reader = await make.aPerson(db, { name: 'Reader', team: 'Legal' });
	await make.aPerson(db, { name: 'Łukasz Strauß', team: 'Sales', office: 'Malmö' });
	await make.aPerson(db, { name: 'Katarzyna Nowak', team: 'Sales' });
	zoe = await make.aPerson(db, { name: 'Zoë Ångström', team: 'Green', office: 'Lund' });
	await saveProfile({
		ctx: db.ctx(make.asActor(zoe), NOW),
		input: {
			...EMPTY,
			topics: ['Hiring'],
			goodAt: ['Short videos'],
			languages: ['Svenska'],
			about: 'Ask me.',
		},
	});
});
afterAll(() => db.close());

const ctx = () => db.ctx(make.asActor(reader), NOW);
const found = async (input: Parameters<typeof searchDirectory>[0]['input']) =>
	(await searchDirectory({ ctx: ctx(), input })).people.map(({ name }) => name);

describe('the directory', () => {
	it.each([
		['zoe', 'Zoë Ångström'],
		['ANGSTROM', 'Zoë Ångström'],
		['lukasz strauss', 'Łukasz Strauß'],
		['katarzina', 'Katarzyna Nowak'],
		['katazryna', 'Katarzyna Nowak'],
		['nowka', 'Katarzyna Nowak'],
		['malmo', 'Łukasz Strauß'],
		['short vid', 'Zoë Ångström'],
		['hirring', 'Zoë Ångström'],
	])('finds by "%s" %s', async (text, name) => {
		expect(await found({ text })).toEqual([name]);
	});

	it('finds nobody by what nobody has, and takes what looks like SQL or patterns for words', async () => {
		for (const text of ['qqqqqqq', 'zoe qqqqqqq', "'; drop table people; --", '%_%']) {
			expect(await found({ text: `${text} qqqqqq` })).toEqual([]);
		}
		expect(await found({ text: '%' })).toHaveLength(4);
	});

	it('narrows down by team, office, language, topic and strength', async () => {
		expect(await found({ team: 'Sales' })).toEqual(['Katarzyna Nowak', 'Łukasz Strauß']);
		expect(await found({ office: 'Lund' })).toEqual(['Zoë Ångström']);
		expect(await found({ language: 'Svenska', topic: 'Hiring', goodAt: 'Short videos' })).toEqual([
			'Zoë Ångström',
		]);
		expect(await found({ language: 'Svenska', team: 'Sales' })).toEqual([]);
		const filters = await readDirectoryFilters({ ctx: ctx(), input: {} });
		expect(filters.teams).toContainEqual({ name: 'Sales', people: 2 });
		expect(filters.goodAt).toEqual([{ name: 'Short videos', people: 1 }]);
	});

	it('finds people by their new name once they have one', async () => {
		const admin = db.ctx(undefined, NOW);
		const person = {
			externalId: 'renamed',
			name: 'Olena',
			email: 'olena@example.com',
			team: 'Legal',
		};
		await upsertPeople({ ctx: admin, input: { people: [person] } });
		expect(await found({ text: 'olena' })).toEqual(['Olena']);
		await upsertPeople({ ctx: admin, input: { people: [{ ...person, name: 'Oksana' }] } });
		expect(await found({ text: 'oksana' })).toEqual(['Oksana']);
		expect(await found({ text: 'olena' })).toEqual([]);
	});
});

describe('a profile', () => {
	it('tells colleagues what its person wrote, and nothing more once it is emptied', async () => {
		const shown = await readProfile({ ctx: ctx(), input: { key: zoe.externalId } });
		expect(shown).toMatchObject({
			name: 'Zoë Ångström',
			about: 'Ask me.',
			own: false,
			results: null,
		});
		const own = db.ctx(make.asActor(zoe), NOW);
		const before = await readOwnProfile({ ctx: own, input: {} });
		await saveProfile({ ctx: own, input: { ...before, showResults: true } });
		const { results } = await readProfile({ ctx: ctx(), input: { key: zoe.externalId } });
		expect(results).toHaveLength(12);
		expect(results!.at(-1)).toEqual({ month: '2026-11', clicks: 0 });
		await expect(
			saveProfile({ ctx: own, input: { ...before, networks: ['javascript:alert(1)'] } }),
		).rejects.toMatchObject({ code: 'invalid', errors: [{ path: 'networks.0' }] });
	});

	it('under a pseudonym is found by that and by its own words, by nothing else', async () => {
		const own = db.ctx(make.asActor(zoe), NOW);
		await setAppearance({ ctx: own, input: { directory: 'pseudonym' } });
		for (const text of ['zoe', 'angstrom', 'green', 'lund', zoe.externalId]) {
			expect(await found({ text })).toEqual([]);
		}
		expect(await found({ team: 'Green' })).toEqual([]);
		const [name] = await found({ text: 'hiring' });
		expect(await found({ text: name! })).toEqual([name]);
		const filters = await readDirectoryFilters({ ctx: ctx(), input: {} });
		expect(filters.teams.map((team) => team.name)).not.toContain('Green');
		await setAppearance({ ctx: own, input: { directory: 'hidden' } });
		expect(await found({ text: 'hiring' })).toEqual([]);
		expect(await found({})).not.toContain('A colleague');
		await expect(readProfile({ ctx: ctx(), input: { key: zoe.externalId } })).rejects.toMatchObject(
			{ code: 'not_found' },
		);
	});
});
