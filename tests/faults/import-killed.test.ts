import { afterAll, beforeAll, expect, it } from 'vitest';
import { IMPORTS_LOCK } from '#lib/server/imports/lock.ts';
import { startImport } from '#lib/server/imports/start.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aContest, aLink, aPerson, aProgram } from '#tests/support/people.ts';
import { scored } from '#tests/support/scored.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { upload } from '../integration/imports-world.ts';
import { until } from './visitors.ts';

const ROWS = 20_000;
const MINUTE = 60_000;
const BOX_START = Math.floor(Date.now() / MINUTE) * MINUTE - (ROWS + 60) * MINUTE;
/** Of our own: the import waits on it where the test wants to find it. */
const HALFWAY_LOCK = 4_711_004;

let database: TestDatabase;
let server: TestServer | undefined;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
});
afterAll(async () => {
	await server?.stop();
	await database.close();
});

/** Whether any session has, or waits for, an advisory lock of this number. */
async function isLocked(key: number, granted: boolean): Promise<boolean> {
	const rows = await database.connections.sql`
		select from pg_locks where locktype = 'advisory' and classid = 0 and objid = ${key}
			and database = (select oid from pg_database where datname = current_database())
			and granted = ${granted}`;
	return rows.length > 0;
}

/** Everything that an import leaves behind. */
async function traces(id: string) {
	const [row] = await database.connections.sql`
		select (select state from imports where id = ${id}) as state,
			(select count(*)::int from readings) as readings,
			(select count(*)::int from import_refusals where import_id = ${id}) as refusals,
			(select count(*)::int from marks) as marks,
			(select count(*)::int from audit_entries where action = 'import.done') as entries`;
	return row;
}

it('leaves nothing of an import that is killed in the middle, and the next start finishes it', async () => {
	const link = await aLink(database, {
		personId: (await aPerson(database)).id,
		sharedAt: new Date(BOX_START),
	});
	const contest = await aContest(database, {
		startsAt: new Date(BOX_START),
		rules: { metrics: { like: { points: 1 } } },
	});
	// A like more every minute; one line of a thousand is wrong.
	const lines = Array.from({ length: ROWS }, (_, i) => {
		const total = i % 1000 === 500 ? 'many' : i + 1;
		return `${link.slug},${new Date(BOX_START + (i + 1) * MINUTE).toISOString()},like,${total}`;
	});
	const { id } = await upload(database.ctx(), `slug,at,metric,total\n${lines.join('\n')}\n`);

	const { owner } = database;
	await owner.unsafe(`
		create function halfway() returns trigger language plpgsql as $$
		begin perform pg_advisory_xact_lock(${HALFWAY_LOCK}); return new; end $$;
		create trigger halfway before insert on readings for each row
			when (new.total = ${ROWS / 2}) execute function halfway()`);
	await owner`select pg_advisory_lock(${HALFWAY_LOCK})`;
	server = await startServer({ databaseUrl: database.url });
	await startImport({ ctx: database.ctx(), input: { id } });
	await until('the import’s middle', 60, async () =>
		(await isLocked(HALFWAY_LOCK, false)) ? true : null,
	);
	await server.kill();
	await owner`select pg_advisory_unlock(${HALFWAY_LOCK})`;
	// Its session sees that nobody is there any more as soon as it is let go.
	await until('the end of the killed server’s session', 60, async () =>
		(await isLocked(IMPORTS_LOCK, true)) ? null : true,
	);
	// Its state is no part of its transaction: it says that somebody began.
	expect(await traces(id)).toEqual({
		...{ state: 'running', readings: 0, refusals: 0, marks: 0, entries: 0 },
	});

	server = await startServer({ databaseUrl: database.url });
	await until('the import’s end', 90, async () =>
		(await traces(id))?.state === 'done' ? true : null,
	);
	await scored(database.connections.sql);
	expect(await traces(id)).toEqual({
		...{ state: 'done', readings: ROWS - 20, refusals: 20, marks: 0, entries: 1 },
	});
	const [row] = await database.connections.sql`
		select points, engagement from standings where contest_id = ${contest.id}`;
	expect(row).toEqual({ points: ROWS, engagement: ROWS });
});
