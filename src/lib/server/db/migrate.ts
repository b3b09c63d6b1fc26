import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as run } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

/** Any number; the same in every instance, so that only one migrates at a time. */
const MIGRATION_LOCK = 7_126_003;

/**
 * Brings the database at `url` to the newest schema. Safe when several instances start together: they take turns
 * on an advisory lock, on a connection of their own. Throws what Postgres says.
 */
export async function migrateDatabase(url: string, folder = 'drizzle'): Promise<void> {
	const client = postgres(url, { max: 1, onnotice: () => undefined });
	try {
		await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
		await run(drizzle(client), { migrationsFolder: folder });
	} finally {
		await client.end({ timeout: 5 });
	}
}
