import postgres from 'postgres';
import { expect, test } from 'vitest';
import { createTestDatabase } from '#tests/support/database.ts';
import { aClick, aContest, aLink, aPerson, aProgram } from '#tests/support/people.ts';

test('a test gets a migrated database of its own', async () => {
	const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
	await aProgram(one);
	await aContest(one);
	const person = await aPerson(one, { team: 'Norrsken', office: 'Malmö', groups: ['leadership'] });
	const link = await aLink(one, { personId: person.id });
	await aClick(one, link);
	const count = (db: typeof one) => db.connections.sql`select count(*)::int as n from clicks`;
	expect(await count(one)).toEqual([{ n: 1 }]);
	expect(await count(other)).toEqual([{ n: 0 }]);
	await Promise.all([one.close(), other.close()]);
});

test('a connection that a test forgets fails it', async () => {
	const database = await createTestDatabase();
	const forgotten = postgres(database.url, { max: 1 });
	await forgotten`select 1`;
	await expect(database.close()).rejects.toThrow('not closed by the test');
	await forgotten.end({ timeout: 1 });
});
