import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upsertPeople } from '#lib/server/people/upsert.ts';
import { listPeople, readPerson } from '#lib/server/people/queries.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aPerson, asActor } from '#tests/support/people.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.close());

const person = (id: string, more: Record<string, unknown> = {}) => ({
	externalId: id,
	name: `Name ${id}`,
	email: `${id}@example.com`,
	team: 'Blue',
	...more,
});
const upsert = (...people: ReturnType<typeof person>[]) =>
	upsertPeople({ ctx: database.ctx(), input: { people } });
const marksOf = async (externalId: string) => {
	const rows = await database.connections.sql<{ metric: string }[]>`
		select metric from marks m join people p on p.id = m.person_id where p.external_id = ${externalId}`;
	return rows.map((row) => row.metric);
};

describe('upserting people', () => {
	it('makes people with their teams, offices and groups, and counts what it did', async () => {
		const a = person('u1', {
			groups: ['coordinators', 'leadership'],
			office: 'Malmö',
			title: 'Eng',
		});
		expect(await upsert(a, person('u2'))).toEqual({ created: 2, updated: 0, unchanged: 0 });
		expect(await upsert(a, person('u2', { name: 'Renamed' }))).toEqual({
			created: 0,
			updated: 1,
			unchanged: 1,
		});
		const read = await readPerson({ ctx: database.ctx(), input: { externalId: 'u1' } });
		expect(read).toMatchObject({
			email: 'u1@example.com',
			role: 'employee',
			team: 'Blue',
			office: 'Malmö',
			title: 'Eng',
			groups: ['coordinators', 'leadership'],
		});
	});

	it('keeps what is left out and clears what is null', async () => {
		await upsert(person('k1', { role: 'owner', office: 'Pune', title: 'Boss', groups: ['g1'] }));
		expect(await upsert(person('k1'))).toMatchObject({ unchanged: 1 });
		expect(await upsert(person('k1', { office: null, title: null, groups: [] }))).toMatchObject({
			updated: 1,
		});
		expect(await readPerson({ ctx: database.ctx(), input: { externalId: 'k1' } })).toMatchObject({
			role: 'owner',
			office: null,
			title: null,
			groups: [],
		});
	});

	it('keeps e-mails in lower case', async () => {
		await upsert(person('low', { email: ' LOW@Example.COM ' }));
		expect(await upsert(person('low'))).toMatchObject({ unchanged: 1 });
	});

	it('leaves a mark for who is new or changed name, team or groups, and none for a new title', async () => {
		await upsert(person('m1', { groups: ['a'] }));
		await database.connections.sql`delete from marks`;
		await upsert(person('m1', { groups: ['a'], title: 'Other' }));
		expect(await marksOf('m1')).toEqual([]);
		await upsert(person('m1', { groups: ['b'] }));
		expect(await marksOf('m1')).toEqual(['person']);
		await database.connections.sql`delete from marks`;
		await upsert(person('m1', { groups: ['b'], team: 'Red' }), person('m2'));
		expect([...(await marksOf('m1')), ...(await marksOf('m2'))]).toEqual(['person', 'person']);
	});

	it('refuses a person or an e-mail that stands twice, with the path of the second', async () => {
		await expect(
			upsert(person('d1'), person('d1', { email: 'x@example.com' })),
		).rejects.toMatchObject({
			code: 'invalid',
			errors: [{ path: 'people.1.externalId' }],
		});
		await expect(
			upsert(person('d1'), person('d2', { email: 'D1@example.com' })),
		).rejects.toMatchObject({ code: 'invalid', errors: [{ path: 'people.1.email' }] });
	});

	it("refuses somebody else's e-mail with the path, and stores nothing of the call", async () => {
		await upsert(person('e1'));
		await expect(
			upsert(person('e2'), person('e3', { email: 'e1@example.com' })),
		).rejects.toMatchObject({ code: 'conflict', errors: [{ path: 'people.1.email' }] });
		await expect(
			readPerson({ ctx: database.ctx(), input: { externalId: 'e2' } }),
		).rejects.toMatchObject({ code: 'not_found' });
	});

	it('lets two people exchange their e-mails in one call', async () => {
		await upsert(person('s1'), person('s2'));
		await upsert(
			person('s1', { email: 's2@example.com' }),
			person('s2', { email: 's1@example.com' }),
		);
		expect(await readPerson({ ctx: database.ctx(), input: { externalId: 's1' } })).toMatchObject({
			email: 's2@example.com',
		});
	});

	it.each([
		['name', { name: ' ' }],
		['name', { name: 'a\0b' }],
		['name', { name: '\ud800' }],
		['email', { email: 'nobody' }],
		['role', { role: 'god' }],
		['externalId', { externalId: '' }],
		['externalId', { externalId: 'x'.repeat(10_000) }],
		['groups.0', { groups: [''] }],
		['team', { team: 5 }],
	])('refuses a wrong %s with its path', async (path, wrong) => {
		await expect(upsert(person('w1', wrong))).rejects.toMatchObject({
			code: 'invalid',
			errors: [{ path: `people.0.${path}` }],
		});
	});

	it('takes 1,000 at once and refuses 1,001', async () => {
		const many = Array.from({ length: 1001 }, (_, n) =>
			person(`many${n}`, { groups: [`g${n % 7}`] }),
		);
		await expect(upsert(...many)).rejects.toMatchObject({
			code: 'invalid',
			errors: [{ path: 'people' }],
		});
		expect(await upsert(...many.slice(1))).toEqual({ created: 1000, updated: 0, unchanged: 0 });
		expect(await upsert(...many.slice(1).reverse())).toEqual({
			created: 0,
			updated: 0,
			unchanged: 1000,
		});
	});

	it('makes a person once when twenty calls race, and counts one creation', async () => {
		const calls = Array.from({ length: 20 }, (_, n) =>
			upsert(
				...(n % 2 ? [person('r1'), person('r2')] : [person('r2'), person('r1')]).map((p) => ({
					...p,
					groups: ['racers'],
				})),
			),
		);
		const counts = await Promise.all(calls);
		expect(counts.reduce((sum, count) => sum + count.created, 0)).toBe(2);
		expect(counts.reduce((sum, count) => sum + count.unchanged, 0)).toBe(38);
	});

	it('is closed to employees and to tokens that only write events', async () => {
		const employee = asActor(await aPerson(database));
		const input = { people: [person('x')] };
		await expect(upsertPeople({ ctx: database.ctx(employee), input })).rejects.toMatchObject({
			code: 'not_allowed',
		});
		await expect(
			upsertPeople({
				ctx: database.ctx({ kind: 'token', id: 't', name: 't', scopes: ['events', 'read'] }),
				input,
			}),
		).rejects.toMatchObject({ code: 'not_allowed' });
		await expect(
			upsertPeople({ ctx: database.ctx({ kind: 'visitor' }), input }),
		).rejects.toMatchObject({ code: 'not_signed_in' });
	});
});

describe('reading people', () => {
	it('pages by name and id without gaps, and hides e-mails from colleagues', async () => {
		await upsert(...['z3', 'z1', 'z2'].map((id) => person(id, { name: 'Zed', team: 'Pages' })));
		const ctx = database.ctx(asActor(await aPerson(database)));
		const first = await listPeople({ ctx, input: { team: 'Pages', limit: 2 } });
		expect(first.map((p) => [p.externalId, p.email])).toEqual([
			['z1', null],
			['z2', null],
		]);
		const { name, externalId } = first[1]!;
		const rest = await listPeople({ ctx, input: { team: 'Pages', after: { name, externalId } } });
		expect(rest.map((p) => p.externalId)).toEqual(['z3']);
	});
});
