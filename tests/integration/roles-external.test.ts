import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeFor, postgresRunner } from '#boot/postgres-place.ts';
import { startPostgres, type RunningPostgres } from '#boot/postgres.ts';
import { verifyAudit } from '#lib/server/audit/verify.ts';
import { connect } from '#lib/server/db/client.ts';
import { migrateDatabase } from '#lib/server/db/migrate.ts';
import { APP_ROLE, standingOf } from '#lib/server/db/role.ts';
import { startJobs } from '#lib/server/jobs/jobs.ts';
import { silent } from '#tests/support/database.ts';

/** A server of one's own, where the role is not there yet and nobody but its administrator is a superuser. */
let root: string;
let running: RunningPostgres;
const admin = (database = 'laurel') => {
	const url = new URL(running.url);
	url.pathname = `/${database}`;
	return postgres(url.href, { max: 1, onnotice: () => undefined });
};
const at = (user: string, database: string) =>
	`postgres://${user}:secret@127.0.0.1:${running.port}/${database}`;

/** A database that belongs to a login that may, or may not, make roles. */
async function given(user: string, attributes: string): Promise<string> {
	const sql = admin();
	await sql.unsafe(`create role ${user} login password 'secret' ${attributes}`);
	await sql.unsafe(`create database ${user} owner ${user}`);
	await sql.end();
	return at(user, user);
}

beforeAll(async () => {
	root = mkdtempSync(join(tmpdir(), 'laurel-roles-'));
	makeFor(postgresRunner(), root, 0o755);
	running = await startPostgres({ dataDir: join(root, 'postgres'), port: 0, fsync: false });
});
afterAll(async () => {
	await running?.stop('immediate');
	rmSync(root, { recursive: true, force: true });
	if (running) rmSync(running.dataDir, { recursive: true, force: true });
});

it('the embedded database has a login for the application, with a password that only its user can read', async () => {
	const sql = postgres(running.applicationUrl, { max: 1 });
	const [row] =
		await sql`select session_user as me, rolsuper, rolcreaterole from pg_roles where rolname = session_user`;
	expect(row).toEqual({ me: APP_ROLE, rolsuper: false, rolcreaterole: false });
	await sql.end();
	const file = join(running.dataDir, `${APP_ROLE}.password`);
	expect(statSync(file).mode & 0o777).toBe(0o600);
	const again = await startPostgres({ dataDir: join(root, 'postgres'), port: 0 });
	expect(again.applicationUrl).toBe(running.applicationUrl);
	// Without the file the login gets another password.
	rmSync(file);
	const mended = await startPostgres({ dataDir: join(root, 'postgres'), port: 0 });
	expect(mended.applicationUrl).not.toBe(running.applicationUrl);
	const other = postgres(mended.applicationUrl, { max: 1 });
	expect(await other`select 1 as one`).toEqual([{ one: 1 }]);
	await other.end();
	// From here on as on a server of somebody's own.
	const owner = admin();
	await owner.unsafe(`drop role ${APP_ROLE}`);
	await owner.end();
});

it('an owner who may not make roles migrates, is warned about, and has the triggers', async () => {
	const url = await given('plain', '');
	await migrateDatabase(url);
	expect(await standingOf(url)).toEqual({ restricted: false, role: null });
	const pools = connect(url, { max: 1, hotMax: 1 });
	await expect(pools.sql`select 1`).rejects.toThrow(APP_ROLE);
	pools.actAs(null);
	await pools.sql`insert into audit_entries (id, actor, action) values (gen_random_uuid(), 'visitor', 'x.y')`;
	await expect(pools.sql`delete from audit_entries`).rejects.toMatchObject({ code: '42501' });
	const ctx = {
		db: pools.db,
		actor: { kind: 'system', name: 'test' } as const,
		now: new Date(),
		log: silent,
	};
	expect(await verifyAudit({ ctx, input: {} })).toMatchObject({ entries: 1, breach: null });
	await pools.close();
});

it('an owner who may make roles but is no superuser gets the role, acts as it, and runs the queue with it', async () => {
	const url = await given('maker', 'createrole');
	await Promise.all([migrateDatabase(url), migrateDatabase(url)]);
	const standing = await standingOf(url);
	expect(standing).toEqual({ restricted: true, role: APP_ROLE });
	const pools = connect(url, { max: 2, hotMax: 2 });
	const [row] = await pools.sql`select session_user as login, current_user as me`;
	expect(row).toEqual({ login: 'maker', me: APP_ROLE });
	await expect(pools.sql`delete from clicks`).rejects.toMatchObject({ code: '42501' });
	const heard = Promise.withResolvers<string>();
	const { unlisten } = await pools.sql.listen('bell', heard.resolve);
	await pools.sql.notify('bell', 'ding');
	expect(await heard.promise).toBe('ding');
	await unlisten();
	const ran = Promise.withResolvers<void>();
	const ctx = {
		db: pools.db,
		actor: { kind: 'system', name: 'jobs' } as const,
		now: new Date(),
		log: silent,
	};
	const jobs = await startJobs({
		...{ databaseUrl: url, standing, ctx, log: silent, pollSeconds: 0.5 },
		jobs: {
			one: { cron: '0 3 * * *', purpose: 'Runs.', run: async () => (ran.resolve(), {}) },
		},
	});
	await jobs.runNow('one');
	await ran.promise;
	await jobs.stop();
	const [owned] = await pools.sql<{ other: number }[]>`
		select count(*)::int as other from pg_class
		where relnamespace = 'jobs'::regnamespace and pg_get_userbyid(relowner) <> ${APP_ROLE}`;
	expect(owned?.other).toBe(0);
	await pools.close();
});

it('two logins made by hand: the owner migrates, the other one is let in and may not change facts', async () => {
	const sql = admin();
	await sql.unsafe(`create role web login password 'secret'`);
	await sql.end();
	const application = at('web', 'maker');
	await migrateDatabase(at('maker', 'maker'), { applicationUrl: application });
	expect(await standingOf(application)).toEqual({ restricted: true, role: null });
	const pools = connect(application, { max: 1, hotMax: 1 });
	await pools.sql`insert into teams (id, name) values (gen_random_uuid(), 'Web')`;
	await expect(pools.sql`update audit_entries set actor = ''`).rejects.toMatchObject({
		code: '42501',
	});
	await pools.close();
	await migrateDatabase(application);
});

it('a portal from before gets its audit chained, and the queue handed over', async () => {
	const older = join(root, 'older');
	cpSync('drizzle', older, { recursive: true });
	const journalFile = join(older, 'meta', '_journal.json');
	const journal = JSON.parse(readFileSync(journalFile, 'utf8')) as { entries: { tag: string }[] };
	const until = journal.entries.findIndex(({ tag }) => tag.endsWith('only_ever_added'));
	journal.entries = journal.entries.slice(0, until);
	writeFileSync(journalFile, JSON.stringify(journal));
	const url = await given('veteran', 'superuser');
	await migrateDatabase(url, { folder: older });
	const owner = postgres(url, { max: 1, onnotice: () => undefined });
	await owner`
		insert into audit_entries (id, at, actor, action, details)
		select gen_random_uuid(), now() - make_interval(mins => n * 7 % 5), 'system:old', 'old.deed', '{"a": 1}'
		from generate_series(1, 20) n`;
	await owner.unsafe(`drop schema jobs cascade; create schema jobs;
		create type jobs.state as enum ('a'); create table jobs.queue (id serial, state jobs.state);
		create function jobs.go() returns int language sql as 'select 1'`);
	await migrateDatabase(url);
	const pools = connect(url, { max: 1, hotMax: 1 });
	const ctx = {
		db: pools.db,
		actor: { kind: 'system', name: 'test' } as const,
		now: new Date(),
		log: silent,
	};
	expect(await verifyAudit({ ctx, input: {} })).toMatchObject({ entries: 20, breach: null });
	const times = await owner<{ at: string }[]>`select at::text from audit_entries order by seq`;
	expect(times.map((row) => row.at)).toEqual(times.map((row) => row.at).sort());
	await pools.sql`alter table jobs.queue add column more int`;
	await pools.sql`create or replace function jobs.go() returns int language sql as 'select 2'`;
	await pools.close();
	await owner.end();
});
