import { dirname, join } from 'node:path';
import { isDatabaseAway } from '#lib/server/auth/explain.ts';
import { migrateDatabase } from '#lib/server/db/migrate.ts';
import { standingOf } from '#lib/server/db/role.ts';
import type { Env } from '#lib/server/env.ts';
import { BootFailure } from './failure.ts';
import { startPostgres } from './postgres.ts';

export type OpenDatabase = {
	/** The application's own login. */
	url: string;
	/** What the application acts as with it; null is the login itself. */
	role: string | null;
	/** The login that owns the tables: to begin the demo anew, and for nothing that a person can ask for. */
	ownerUrl: string;
	/** It is the embedded one, and so the demo company's. */
	embedded: boolean;
	/** The directory with the embedded database's data, absolute; null for a database of one's own. */
	dataDir: string | null;
	/** Stops the embedded Postgres if it was this that started it, or (`evenAdopted`) whoever did. */
	close(options?: { evenAdopted?: boolean }): Promise<void>;
};

/** Where clicks are spooled and the embedded database lives. */
export const dataDirOf = (env: Pick<Env, 'LAUREL_DATA'>): string => env.LAUREL_DATA ?? 'data';

/** No such role, password, database or right to connect; an address that cannot be read. */
const REFUSED = /^(28\w{3}|3D000|42501|ERR_INVALID_URL)$/;

/** What to tell of a database that cannot be come by; null of everything else, whose stack is worth having. */
function unreachable(error: unknown): BootFailure | null {
	if (!(error instanceof Error)) return null;
	const refused = 'code' in error && REFUSED.test(String(error.code));
	if (!refused && !isDatabaseAway(error) && !(error instanceof URIError)) return null;
	return new BootFailure(
		`The database cannot be reached: ${error.message}.\nLook at DATABASE_URL, and at LAUREL_OWNER_URL if it is set; ` +
			'signs like % # / in a password are written as %25 %23 %2F.',
	);
}

/**
 * The database that the environment means, migrated: DATABASE_URL, or else the embedded Postgres, which is started
 * unless it runs already (beside a running portal, say). Throws BootFailure, or what Postgres says.
 */
export async function openDatabase(env: Env): Promise<OpenDatabase> {
	if (env.DATABASE_URL) {
		const ownerUrl = env.LAUREL_OWNER_URL ?? env.DATABASE_URL;
		const { role } = await migrateDatabase(ownerUrl, { applicationUrl: env.DATABASE_URL })
			.then(() => standingOf(env.DATABASE_URL!))
			.catch((error: unknown) => {
				throw unreachable(error) ?? error;
			});
		return {
			url: env.DATABASE_URL,
			role,
			ownerUrl,
			embedded: false,
			dataDir: null,
			close: async () => undefined,
		};
	}
	const running = await startPostgres({
		dataDir: join(dataDirOf(env), 'postgres'),
		port: env.LAUREL_PG_PORT,
	});
	try {
		await migrateDatabase(running.url, { applicationUrl: running.applicationUrl });
	} catch (error) {
		if (!running.adopted) await running.stop();
		throw error;
	}
	return {
		url: running.applicationUrl,
		role: null,
		ownerUrl: running.url,
		embedded: true,
		dataDir: dirname(running.dataDir),
		close: async ({ evenAdopted = false } = {}) =>
			running.adopted && !evenAdopted ? undefined : running.stop(),
	};
}
