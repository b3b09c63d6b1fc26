import { afterAll, beforeAll, expect, test } from 'vitest';
import { pino } from 'pino';
import type { Ctx } from '#lib/server/context.ts';
import { APP_ROLE, type Standing } from '#lib/server/db/role.ts';
import { startJobs } from '#lib/server/jobs/jobs.ts';
import { JOBS } from '#lib/server/jobs/registry.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import { aLink, aProgram } from '#tests/support/people.ts';

let database: TestDatabase;
/** As in production: the queue lives with the application's rights. */
const standing: Standing = { restricted: true, role: APP_ROLE };
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.close());

test('jobs start in the background, are scheduled, run as the system, and stop', async () => {
	let ran!: (ctx: Ctx) => void;
	const run = new Promise<Ctx>((resolve) => (ran = resolve));
	const job = {
		cron: '0 3 * * *',
		purpose: 'Shows that it ran.',
		run: async (ctx: Ctx) => {
			ran(ctx);
			return {};
		},
	};
	const ctx = database.ctx({ kind: 'system', name: 'jobs' });
	const options = { databaseUrl: database.url, standing, ctx, log: silent, pollSeconds: 0.5 };
	const jobs = await startJobs({ ...options, jobs: { 'a-job': job } });
	await jobs.runNow('a-job');
	expect((await run).actor).toEqual({ kind: 'system', name: 'jobs' });
	expect(await database.connections.sql`select name, cron, timezone from jobs.schedule`).toEqual([
		{ name: 'a-job', cron: '0 3 * * *', timezone: 'UTC' },
	]);
	await jobs.stop();
});

test('a database that is away neither throws nor holds up, and is tried again until it is told to stop', async () => {
	const away = new URL(database.url);
	away.port = '1';
	const ctx = database.ctx({ kind: 'system', name: 'jobs' });
	let said!: () => void;
	const failed = new Promise<void>((resolve) => (said = resolve));
	const log = pino(
		{ level: 'error' },
		{ write: (line: string) => void (line.includes('trying again') && said()) },
	);
	const jobs = await startJobs({ databaseUrl: away.href, standing, ctx, log });
	await failed;
	await jobs.stop();
});

test('the portal’s own jobs sweep, each by name, and say what they did', async () => {
	const ran = new Map<string, Record<string, unknown>>();
	const all = Promise.withResolvers<void>();
	const log = pino(
		{ level: 'info' },
		{
			write(line: string) {
				const { job, ...done } = JSON.parse(line) as { job?: string };
				if (job) ran.set(job, done);
				if (ran.size === Object.keys(JOBS).length) all.resolve();
			},
		},
	);
	await aProgram(database);
	const link = await aLink(database);
	await database.connections.sql`
		insert into visits (link_id, visitor, last_valid_at, last_at) values
			(${link.id}, 'old', now() - interval '9 days', now() - interval '9 days'),
			(${link.id}, 'new', now(), now())`;
	const ctx = database.ctx({ kind: 'system', name: 'jobs' });
	const jobs = await startJobs({ databaseUrl: database.url, standing, ctx, log, pollSeconds: 0.5 });
	for (const name of Object.keys(JOBS)) await jobs.runNow(name);
	await all.promise;
	expect(ran.get('sweep-clicks')).toMatchObject({ visits: 1, salts: 0, msg: 'a job ran' });
	const left = await database.connections.sql<{ visitor: string }[]>`select visitor from visits`;
	expect(left.map(({ visitor }) => visitor)).toEqual(['new']);
	await jobs.stop();
});

test('jobs that are stopped before they have begun schedule nothing', async () => {
	const ctx = database.ctx({ kind: 'system', name: 'jobs' });
	const never = { cron: '0 3 * * *', purpose: 'Never runs.', run: async () => ({}) };
	const options = { databaseUrl: database.url, standing, ctx, log: silent };
	const jobs = await startJobs({ ...options, jobs: { 'never-begun': never } });
	await jobs.stop();
	const rows = await database.connections.sql`
		select 1 from jobs.schedule where name = 'never-begun'`;
	expect(rows).toHaveLength(0);
});
