import { afterAll, beforeAll, expect, test } from 'vitest';
import { pino } from 'pino';
import type { Ctx } from '#lib/server/context.ts';
import { startJobs } from '#lib/server/jobs/jobs.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';

let database: TestDatabase;
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
	const options = { databaseUrl: database.url, ctx, log: silent, pollSeconds: 0.5 };
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
	const jobs = await startJobs({ databaseUrl: away.href, ctx, log });
	await failed;
	await jobs.stop();
});
