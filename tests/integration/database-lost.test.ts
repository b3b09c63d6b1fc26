import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TransactionSql } from 'postgres';
import { connect, type Connections } from '#lib/server/db/client.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';

let database: TestDatabase;
let own: Connections;
beforeAll(async () => {
	database = await createTestDatabase();
	own = connect(database.url, { max: 1, hotMax: 1 });
});
afterAll(async () => {
	await own.close();
	await database.close();
});

const codeOf = (error: { code?: string }) => error.code ?? String(error);

/** Begins a transaction, cuts its connection and goes on with `then`; gives what came of it. */
async function cutDuring(then: (tx: TransactionSql) => Promise<unknown>): Promise<string> {
	return own.sql
		.begin(async (tx) => {
			const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
			await database.connections.sql`select pg_terminate_backend(${row?.pid ?? 0}::int, 5000)`;
			await then(tx);
			return 'committed';
		})
		.catch(codeOf);
}

const LOST = ['57P01', 'CONNECTION_CLOSED', 'ECONNRESET', 'EPIPE'];

it('a transaction whose connection is cut fails, and the one connection of the pool is there again', async () => {
	for (let round = 0; round < 20; round++) {
		expect(LOST).toContain(await cutDuring((tx) => tx`select ${round}::int`));
		const [row] = await own.sql<{ n: number }[]>`select ${round}::int as n`;
		expect(row?.n).toBe(round);
	}
});

it('whoever goes on with a transaction that is lost is told so, and does not spoil the next connection', async () => {
	const late = Promise.withResolvers<string>();
	const outcome = await cutDuring(async (tx) => {
		await tx`select 1`.catch(() => undefined);
		// The pool has dialled again by now, or is about to: this statement belongs to neither.
		late.resolve(tx`select 2`.then(() => 'answered', codeOf));
		await late.promise;
	});
	expect(LOST).toContain(outcome);
	expect(LOST).toContain(await late.promise);
	expect((await own.sql<{ n: number }[]>`select 3 as n`)[0]?.n).toBe(3);
});

it('the driver’s mending is installed', () => {
	const source = readFileSync('node_modules/postgres/src/connection.js', 'utf8');
	expect(source).toContain('if (!socket) {\n      chunk = nextWriteTimer = null');
});
