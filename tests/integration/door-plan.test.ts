import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeBatch } from '#lib/server/clicks/write-batch.ts';
import { connect, type Connections } from '#lib/server/db/client.ts';
import { Salts } from '#lib/server/door/salts.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aLink, aProgram } from '#tests/support/people.ts';
import { doorClick } from './door-clicks.ts';

const NOON = Date.parse('2026-05-05T12:00:00.000Z');
const HOUR_MS = 3_600_000;

let db: TestDatabase;
let one: Connections;

beforeAll(async () => {
	db = await createTestDatabase();
	await aProgram(db);
	// Prepared statements are a connection's own.
	one = connect(db.url, { hotMax: 1 });
});

afterAll(async () => {
	await one.close();
	await db.close();
});

it('plans a lone click’s statement a few times and not for each click', async () => {
	const link = await aLink(db);
	const salts = new Salts(db.connections.sql);
	// From the 64th click on under the name of one plan; a plan is made for its first five.
	const clicks = Array.from({ length: 100 }, (_, i) =>
		doorClick(salts, link, { who: `visitor ${i}`, at: NOON + i }),
	);
	for (const click of clicks) await writeBatch(one, [click], HOUR_MS, NOON + 1_000);
	const plans = await one.sql<{ custom: number; generic: number }[]>`
		select custom_plans::int as custom, generic_plans::int as generic from pg_prepared_statements
		where statement like '%with named%' and statement not like '%pg_prepared_statements%'`;
	expect(plans.reduce((sum, { custom, generic }) => sum + custom + generic, 0)).toBe(100);
	for (const { custom } of plans) expect(custom).toBeLessThanOrEqual(5);
});
