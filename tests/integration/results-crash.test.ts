import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { connect } from '#lib/server/db/client.ts';
import { finalizeContest } from '#lib/server/results/finalize.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aProgram } from '#tests/support/people.ts';
import { anEndedContest, NOTHING, traces } from './results-world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
});
afterAll(() => database.close());

describe('a crash while finalising', () => {
	let admin: postgres.Sql;
	beforeEach(() => {
		const address = new URL(inject('adminUrl'));
		address.pathname = new URL(database.url).pathname;
		admin = postgres(address.href, { max: 1, onnotice: () => undefined });
		return () => admin.end();
	});

	it.each([
		['insert', 'contest_results'],
		['insert', 'contest_result_files'],
		['update', 'contests'],
		['insert', 'prize_awards'],
		['insert', 'notices'],
		['insert', 'audit_entries'],
	])('at the %s of %s, and at the commit after it, leaves nothing', async (deed, table) => {
		const contest = await anEndedContest(database);
		const input = { contest: contest.slug };
		await admin.unsafe(`
			create or replace function die() returns trigger language plpgsql security definer as $$
			begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$`);
		for (const when of [
			`create trigger die before ${deed} on ${table} for each row execute function die()`,
			`create constraint trigger die after ${deed} on ${table} deferrable initially deferred
				for each row execute function die()`,
		]) {
			await admin.unsafe(when);
			// A server of its own, which goes with its connection.
			const server = connect(database.url, { max: 2 });
			const ctx = { ...database.ctx(), db: server.db };
			await expect(finalizeContest({ ctx, input })).rejects.toThrow();
			await server.close({ timeoutSeconds: 0 });
			await admin.unsafe(`drop trigger die on ${table}`);
			expect(await traces(database, contest)).toMatchObject(NOTHING);
		}
		await finalizeContest({ ctx: database.ctx(), input });
		expect(await traces(database, contest)).toMatchObject({
			...{ results: 1, files: 1, final: true, awards: 2 },
		});
	});
});
