import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import type { Actor } from '#lib/domain/people/permissions.ts';
import { refuseMisfit } from './api/misfits.ts';
import { createIdentify } from './auth/identify.ts';
import { ensureSetupToken } from './auth/setup-token.ts';
import { createAwarder } from './badges/awarder.ts';
import type { Ctx } from './context.ts';
import { createSiteDoor } from './conversions/site-door.ts';
import { makeDataFolder } from './data-folder.ts';
import { connect, type Connections } from './db/client.ts';
import { createDatabaseClock } from './db/clock.ts';
import { migrateDatabase } from './db/migrate.ts';
import { standingOf, type Standing } from './db/role.ts';
import { pairedDisplays } from './displays/session.ts';
import { verifyDisplayKey } from './displays/verify.ts';
import { createDoor, type Door } from './door/door.ts';
import { readEnv, type Env } from './env.ts';
import { errorForLog, wordsOf } from './error-words.ts';
import { answerHealth, type Health } from './health.ts';
import { createImporter } from './imports/importer.ts';
import { startJobs } from './jobs/jobs.ts';
import { publish } from './runtime-holder.ts';
import { createGateway } from './live/gateway.ts';
import { Telling } from './live/telling.ts';
import { createOneClick } from './showcase/one-click.ts';
import { createScorer } from './scoring/scorer.ts';
import { createDeliverer } from './webhooks/deliverer.ts';

/** All that lives as long as the process: made once, published under one symbol, closed in order. */
export type Runtime = {
	env: Env;
	connections: Connections;
	log: Logger;
	/** The context of one request (or one socket message) of `actor`; now is the database's clock. */
	requestCtx(actor: Actor, now?: Date): Ctx;
	/** Answers /r/…, /lrl and /lrl.js, a mail program's end of letters, what is no call of the API, /livez, /readyz and /metrics; false when the request is somebody else's. */
	answer(req: IncomingMessage, res: ServerResponse): boolean;
	/** Takes a plain GET of a link, as the door does (`door/door.ts`); false when it is for `answer`. */
	take: Door['take'];
	/** Puts Socket.IO on the server's port. */
	attach(server: Server): void;
	/** Stops taking work, ends the sockets, writes what waits, closes the pools. */
	close(): Promise<void>;
	health(): Promise<Health>;
};

const RETRY_MIGRATION_MS = 500;

/**
 * Brings the schema up and finds out which role to act as; when Postgres is away it goes on trying, so that the door can
 * already answer known links.
 */
function migrating(
	url: string,
	ownerUrl: string | undefined,
	log: Logger,
	done: (standing: Standing) => Promise<void>,
) {
	let stopped = false;
	let timer: NodeJS.Timeout | undefined;
	const state = { ok: false, detail: 'migrations have not run yet' };
	const attempt = async (): Promise<void> => {
		try {
			await migrateDatabase(ownerUrl ?? url, { applicationUrl: url });
			await done(await standingOf(url));
			state.ok = true;
			state.detail = '';
		} catch (error) {
			if (stopped) return;
			const detail = wordsOf(error);
			if (detail !== state.detail) log.warn({ detail }, 'the database is not ready; trying again');
			state.detail = detail;
			timer = setTimeout(() => void attempt(), RETRY_MIGRATION_MS);
		}
	};
	return {
		state,
		first: attempt(),
		stop() {
			stopped = true;
			clearTimeout(timer);
		},
	};
}

/**
 * Makes the runtime of one process: pools, door, scorer, gateway, jobs; what `LAUREL_ROLE` leaves out is not made.
 * Postgres may be away: then it comes up all the same and says so in `health`. Throws when the environment is wrong.
 */
export async function createRuntime(env: Env = readEnv()): Promise<Runtime> {
	if (!env.DATABASE_URL) {
		throw new Error(
			'DATABASE_URL is not set. `npm start` sets it; start with that, or set it yourself.',
		);
	}
	const url = env.DATABASE_URL;
	const dataDir = env.LAUREL_DATA ?? 'data';
	makeDataFolder(join(dataDir, 'spool'));
	const log = pino({
		...{ level: env.LAUREL_LOG, base: { role: env.LAUREL_ROLE } },
		serializers: { err: errorForLog },
	});
	const connections = connect(url, { applicationName: `laurel-${env.LAUREL_ROLE}` });
	const origin = env.ORIGIN ?? `http://localhost:${env.PORT}`;
	const clock = createDatabaseClock(connections.sql);
	const requestCtx = (actor: Actor, now = clock.now()): Ctx => ({
		db: connections.db,
		actor,
		now,
		log,
	});

	const identify = createIdentify(connections, { origin });
	const door =
		env.LAUREL_ROLE === 'gateway'
			? null
			: createDoor({
					connections,
					dataDir: join(dataDir, 'spool'),
					log,
					trustedProxies: env.LAUREL_TRUSTED_PROXIES,
					identify,
					origin,
				});
	const inside = env.LAUREL_ROLE !== 'door';
	const site = createSiteDoor({ requestCtx, log });
	const oneClick = createOneClick({ requestCtx, log });
	const importer = inside
		? createImporter({ connections, ctx: () => requestCtx({ kind: 'system', name: 'imports' }) })
		: null;
	const telling = new Telling({ clicksWait: () => door?.isCommitting() ?? false });
	const gateway = inside
		? createGateway({
				connections,
				log,
				origin,
				identify,
				telling,
				verifyDisplay: (contest, key) => verifyDisplayKey(connections.db, contest, key),
				paired: pairedDisplays(() => requestCtx({ kind: 'system', name: 'live' }), origin),
			})
		: null;
	const scorer = inside
		? createScorer({
				connections,
				log,
				screens: telling,
				isFlooded: () => door?.isFlooded() ?? false,
			})
		: null;
	const deliverer = inside
		? createDeliverer({
				connections,
				log: log.child({ part: 'webhooks' }),
				ctx: () => requestCtx({ kind: 'system', name: 'webhooks' }),
			})
		: null;
	const awarder = inside
		? createAwarder({
				connections,
				log: log.child({ part: 'badges' }),
				ctx: () => requestCtx({ kind: 'system', name: 'badges' }),
			})
		: null;
	let jobs: { stop(): Promise<void> } | null = null;

	// The door knows its links from a snapshot: it starts before the database has answered.
	await door?.start();
	const migrations = migrating(url, env.LAUREL_OWNER_URL, log, async (standing) => {
		connections.actAs(standing.role);
		if (!standing.restricted) {
			log.warn(
				'this login may change facts, only the triggers hold it back: see "The database’s roles" in docs/operating.md',
			);
		}
		await clock.start();
		if (!inside) return;
		await ensureSetupToken(connections.db, log, origin);
		scorer?.start();
		deliverer?.start();
		importer?.start();
		awarder?.start();
		jobs ??= await startJobs({
			databaseUrl: url,
			standing,
			ctx: requestCtx({ kind: 'system', name: 'jobs' }),
			now: () => clock.now(),
			log,
		});
	});
	await migrations.first;

	const health = async (): Promise<Health> => {
		const database = await connections.sql`select 1`.then(
			() => ({ state: 'ok' as const }),
			(error: Error) => ({ state: 'down' as const, detail: error.message }),
		);
		return {
			database,
			migrations: migrations.state.ok
				? { state: 'ok' }
				: { state: 'down', detail: migrations.state.detail },
			...(door ? { door: door.health() } : {}),
			...(scorer ? { scorer: scorer.health() } : {}),
			...(gateway ? { gateway: gateway.health() } : {}),
		};
	};

	return {
		env,
		connections,
		log,
		requestCtx,
		health,
		answer(req, res) {
			if (req.url?.startsWith('/r/') && door) {
				void door.handle(req, res);
				return true;
			}
			if (site.handle(req, res)) return true;
			if (inside && oneClick.handle(req, res)) return true;
			if (inside && refuseMisfit(req, res)) return true;
			return answerHealth(req, res, {
				health,
				connections,
				sockets: () => gateway?.sockets() ?? 0,
				requestCtx,
			});
		},
		take: (target, visit, send) => door?.take(target, visit, send) ?? false,
		attach: (server) => gateway?.attach(server),
		async close() {
			migrations.stop();
			clock.stop();
			await gateway?.close();
			await jobs?.stop();
			await deliverer?.close();
			await importer?.close();
			await awarder?.close();
			await scorer?.close();
			await door?.close();
			await identify.close();
			await connections.close();
		},
	};
}

/** Makes the process's one runtime, or gives the one that is there. Called by the `init` hook and by a door-only process. */
export function publishRuntime(env?: Env): Promise<Runtime> {
	return publish(() => createRuntime(env));
}
