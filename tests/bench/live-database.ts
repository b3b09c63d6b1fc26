import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFor, postgresRunner } from '#boot/postgres-place.ts';
import { startPostgres } from '#boot/postgres.ts';
import { connect, type Connections } from '#lib/server/db/client.ts';
import { migrateDatabase } from '#lib/server/db/migrate.ts';
import { APP_ROLE } from '#lib/server/db/role.ts';

export type BenchDatabase = {
	url: string;
	/** A folder for the portal's spool. */
	dataDir: string;
	connections: Connections;
	stop(): Promise<void>;
};

/** An embedded Postgres as `npm start` runs it, durable and migrated, that is thrown away afterwards. */
export async function aBenchDatabase(): Promise<BenchDatabase> {
	const dataDir = mkdtempSync(join(tmpdir(), 'laurel-bench-'));
	makeFor(postgresRunner(), dataDir, 0o755);
	const running = await startPostgres({ dataDir: join(dataDir, 'postgres'), port: 0 });
	await migrateDatabase(running.url);
	const connections = connect(running.url);
	return {
		url: running.url,
		dataDir,
		connections,
		async stop() {
			await connections.close();
			await running.stop('immediate');
			rmSync(dataDir, { recursive: true, force: true });
			rmSync(running.dataDir, { recursive: true, force: true });
		},
	};
}

/** Brings the planner's figures up to date, as the owner of the tables: the portal's own role may not. */
export async function vacuum({ sql }: Connections): Promise<void> {
	const one = await sql.reserve();
	try {
		await one`set role none`;
		await one`vacuum analyze`;
		await one`set role ${one(APP_ROLE)}`;
	} finally {
		one.release();
	}
}
