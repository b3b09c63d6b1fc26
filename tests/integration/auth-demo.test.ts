import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROLES } from '#lib/domain/people/permissions.ts';
import { listPersonas, signInAsPersona } from '#lib/server/auth/demo-sign-in.ts';
import { readSession } from '#lib/server/auth/sessions.ts';
import { PERSONAS } from '#lib/server/demo/personas.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aPerson, aProgram } from '#tests/support/people.ts';

const visitor = { kind: 'visitor' } as const;
let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	for (const { role, externalId, name } of PERSONAS) {
		await aPerson(database, { role, externalId, name, team: 'Sales' });
	}
});
afterAll(() => database.close());

const list = () => listPersonas({ ctx: database.ctx(visitor), input: {} });
const click = (role: (typeof ROLES)[number]) =>
	signInAsPersona({ ctx: database.ctx(visitor), input: { role, secure: false } });

test('one click signs in as each role of a demo', async () => {
	await aProgram(database, { demo: true });
	expect((await list()).map(({ role }) => role)).toEqual([...ROLES]);
	for (const role of ROLES) {
		const [cookie] = await click(role);
		const header = `${cookie?.name}=${cookie?.value}`;
		const session = await readSession(database.connections.db, header, { secure: false });
		expect(session?.actor.role).toBe(role);
	}
});

test('choosing another demo person ends the session of the one before', async () => {
	await aProgram(database, { demo: true });
	const open = async (cookie: { name: string; value: string } | undefined) =>
		readSession(database.connections.db, `${cookie?.name}=${cookie?.value}`, { secure: false });
	const [before] = await click('employee');
	const replaces = (await open(before))?.sessionId ?? null;
	expect(replaces).not.toBeNull();
	const input = { role: 'owner' as const, replaces, secure: false };
	const [after] = await signInAsPersona({ ctx: database.ctx(visitor), input });
	expect(await open(before)).toBeNull();
	expect((await open(after))?.actor.role).toBe('owner');
});

test('outside a demo nobody is offered and nobody is let in', async () => {
	await aProgram(database, { demo: false });
	expect(await list()).toEqual([]);
	for (const role of ROLES) await expect(click(role)).rejects.toMatchObject({ code: 'not_found' });
});

test('a demo person whose role was changed is not offered', async () => {
	await aProgram(database, { demo: true });
	const [persona] = PERSONAS;
	await database.connections.sql`
		update people set role = 'admin' where external_id = ${persona?.externalId ?? ''}`;
	expect((await list()).map(({ role }) => role)).not.toContain(persona?.role);
});
