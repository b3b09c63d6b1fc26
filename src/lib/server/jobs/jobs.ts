import type { Logger } from 'pino';
import { PgBoss } from 'pg-boss';
import type { Ctx } from '../context.ts';
import { JOBS_SCHEMA, type Standing } from '../db/role.ts';
import type { Job } from './job.ts';
import { JOBS } from './registry.ts';

/** Our own pools have 16; the jobs are few and can wait. */
const MAX_CONNECTIONS = 2;
const STOP_MS = 3_000;
const RETRY_MS = 10_000;
/** Nobody waits for a sweep: looking every 30 s costs two statements a minute. */
const POLL_SECONDS = 30;

/**
 * Starts the schedules in the background and returns at once: pg-boss makes its schema on the first start, and neither
 * that nor its failing may hold up pages and links. Each tick runs once, over any number of instances.
 */
export async function startJobs(options: {
	databaseUrl: string;
	/** How that login is held to the application's rights. */
	standing: Standing;
	ctx: Ctx;
	log: Logger;
	/** The clock that jobs go by; this machine's unless given. */
	now?: () => Date;
	/** Other jobs, for tests. */
	jobs?: Record<string, Job>;
	pollSeconds?: number;
}): Promise<{
	stop(): Promise<void>;
	started: Promise<void>;
	runNow(name: string): Promise<void>;
}> {
	const { ctx, jobs = JOBS, pollSeconds = POLL_SECONDS, now = () => new Date() } = options;
	const { restricted, role } = options.standing;
	const log = options.log.child({ part: 'jobs' });
	let boss: PgBoss | null = null;
	let stopped = false;
	let wake = () => undefined as void;

	const begin = async () => {
		boss = new PgBoss({
			connectionString: options.databaseUrl,
			application_name: 'laurel-jobs',
			schema: JOBS_SCHEMA,
			// The owner has made it (db/role.ts); the application may not.
			createSchema: !restricted,
			...(role === null ? {} : { options: `-c role=${role}` }),
			max: MAX_CONNECTIONS,
		});
		boss.on('error', (error) => log.error({ err: error }, 'the job queue failed'));
		await boss.start();
		for (const [name, job] of Object.entries(jobs)) {
			if (stopped) return;
			await boss.createQueue(name, { policy: 'singleton', retryLimit: 2 });
			await boss.schedule(name, job.cron, null, { tz: 'UTC' });
			await boss.work(name, { pollingIntervalSeconds: pollSeconds }, async () => {
				const done = await job.run({ ...ctx, now: now(), log });
				log.info({ job: name, ...done }, 'a job ran');
			});
		}
	};
	const end = async () => {
		await boss?.stop({ graceful: true, timeout: STOP_MS }).catch(() => undefined);
	};
	const started = (async () => {
		while (!stopped) {
			try {
				return await begin();
			} catch (error) {
				// Sweeping is a promise about privacy: a database that was away at the start is no excuse.
				log.error({ err: error }, 'the jobs could not start; trying again');
				await end();
				if (stopped) return;
				await new Promise<void>((go) => {
					const timer = setTimeout(go, RETRY_MS);
					wake = () => (clearTimeout(timer), go());
				});
			}
		}
	})();

	return {
		started,
		/** Puts one run into the queue. */
		async runNow(name) {
			await started;
			await boss?.send(name, null);
		},
		async stop() {
			stopped = true;
			wake();
			await started;
			await end();
		},
	};
}
