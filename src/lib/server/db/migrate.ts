import { drizzle } from 'drizzle-orm/postgres-js';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrate as run } from 'drizzle-orm/postgres-js/migrator';
import postgres, { type Sql } from 'postgres';
import { arrangeRole, loginIn } from './role.ts';

/** Any number; the same in every instance, so that only one migrates at a time. */
const MIGRATION_LOCK = 7_126_003;

/**
 * Brings the database at `url` to the newest schema and arranges the rights of the application's role (role.ts). Safe
 * when several instances start together: they take turns on an advisory lock, on a connection of their own. A login
 * that owns nothing only looks whether the schema is the newest. Throws what Postgres says, or what to do.
 */
export async function migrateDatabase(
	url: string,
	options: {
		folder?: string;
		/** The application's own address, when `url` is the owner's. */
		applicationUrl?: string;
	} = {},
): Promise<void> {
	const { folder = 'drizzle', applicationUrl } = options;
	const client = postgres(url, { max: 1, onnotice: () => undefined });
	try {
		await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
		if (await isBehind(client, folder)) {
			await run(drizzle(client), { migrationsFolder: folder }).catch((error: unknown) => {
				throw explained(error);
			});
		}
		// drizzle() changed how that client reads dates and JSON; roles need neither.
		if (await isOwner(client)) {
			await arrangeRole(client, applicationUrl ? loginIn(applicationUrl) : null);
		}
	} finally {
		await client.end({ timeout: 5 });
	}
}

/** Whether a migration waits; looking needs no right to make one. */
async function isBehind(sql: Sql, folder: string): Promise<boolean> {
	const newest = readMigrationFiles({ migrationsFolder: folder }).at(-1);
	const [known] =
		await sql`select to_regclass('drizzle.__drizzle_migrations') is not null as there`;
	if (!known?.there) return true;
	const [last] = await sql<{ at: string | null }[]>`
		select max(created_at)::text as at from drizzle.__drizzle_migrations`;
	return newest !== undefined && Number(last?.at ?? 0) < newest.folderMillis;
}

async function isOwner(sql: Sql): Promise<boolean> {
	const [row] = await sql<{ owner: boolean }[]>`
		select pg_has_role(relowner, 'USAGE') as owner from pg_class where oid = 'public.people'::regclass`;
	return row?.owner === true;
}

/** Postgres's "permission denied", with what to do about it; everything else as it is. */
function explained(error: unknown): unknown {
	const cause = error instanceof Error && error.cause ? error.cause : error;
	if ((cause as { code?: string }).code !== '42501') return error;
	const said = cause instanceof Error ? cause.message : String(cause);
	return new Error(
		`The database needs a newer schema, and this login may not make it (${said}). ` +
			'Set LAUREL_OWNER_URL to the login that owns the tables.',
		{ cause: error },
	);
}
