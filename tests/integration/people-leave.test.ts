import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSession, startSession } from '#lib/server/auth/sessions.ts';
import { setActive } from '#lib/server/people/leave.ts';
import { listPersonRecords } from '#lib/server/people/records.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aPerson, aProgram } from '#tests/support/people.ts';

const plain = { secure: false };
let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
});
afterAll(() => database.close());

const go = (email: string, active: boolean) =>
	setActive({ ctx: database.ctx(), input: { email, active } });
const listed = async () => {
	const { people } = await listPersonRecords({ ctx: database.ctx(), input: {} });
	return people.map(({ externalId }) => externalId);
};

describe('whoever leaves', () => {
	it('is out of every session at once and out of the lists, and comes back to where they were', async () => {
		const person = await aPerson(database, { email: 'mira@example.com' });
		const { db, sql } = database.connections;
		const cookie = await startSession(db, person.id, plain);
		const header = `${cookie.name}=${cookie.value}`;
		expect(await readSession(db, header, plain)).not.toBeNull();

		expect(await go(' Mira@example.com', false)).toEqual({
			externalId: person.externalId,
			ended: 1,
		});
		expect(await readSession(db, header, plain)).toBeNull();
		expect(await listed()).not.toContain(person.externalId);
		expect(await go('mira@example.com', false)).toMatchObject({ ended: 0 });

		await go('mira@example.com', true);
		expect(await listed()).toContain(person.externalId);
		expect(await readSession(db, header, plain)).toBeNull();
		const said =
			await sql`select action from audit_entries where target = ${`person:${person.id}`} order by seq`;
		expect(said.map(({ action }) => action as string)).toEqual(['person.leave', 'person.return']);
	});

	it('is not the last admin, who could let nobody in again, nor somebody unknown', async () => {
		await aPerson(database, { email: 'one@example.com', role: 'admin' });
		await expect(go('one@example.com', false)).rejects.toMatchObject({ reason: 'last_admin' });
		await aPerson(database, { email: 'two@example.com', role: 'admin' });
		expect(await go('one@example.com', false)).toMatchObject({ ended: 0 });
		await expect(go('two@example.com', false)).rejects.toMatchObject({ reason: 'last_admin' });
		await expect(go('nobody@example.com', false)).rejects.toMatchObject({ code: 'not_found' });
	});
});
