import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { makeFor, postgresRunner } from '#boot/postgres-place.ts';
import { startPostgres } from '#boot/postgres.ts';
import { migrateDatabase } from '#lib/server/db/migrate.ts';
import { TEMPLATE } from './template.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** Of the database that the tests' own are made from and dropped by. */
		adminUrl: string;
		/** Of the application's own login, on the same server. */
		applicationUrl: string;
	}
}

/**
 * One embedded Postgres for the whole run, with one migrated template that every test file clones. Its data is
 * thrown away, so it need not be safe from a crash of the machine.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const { adminUrl, applicationUrl, stop } = await startTestPostgres();
	project.provide('adminUrl', adminUrl);
	project.provide('applicationUrl', applicationUrl);
	return stop;
}

/** The same for whoever is not Vitest (the end-to-end run, the bench). */
export async function startTestPostgres(): Promise<{
	adminUrl: string;
	applicationUrl: string;
	stop(): Promise<void>;
}> {
	const root = mkdtempSync(join(tmpdir(), 'laurel-test-'));
	makeFor(postgresRunner(), root, 0o755);
	const running = await startPostgres({
		dataDir: join(root, 'postgres'),
		port: 0,
		fsync: false,
		settings: { max_connections: 300 },
	});
	const adminUrl = running.url;
	const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
	await sql`create database ${sql(TEMPLATE)}`;
	await sql.end();
	const template = new URL(adminUrl);
	template.pathname = `/${TEMPLATE}`;
	await migrateDatabase(template.href);
	return {
		adminUrl,
		applicationUrl: running.applicationUrl,
		async stop() {
			await running.stop('immediate');
			rmSync(root, { recursive: true, force: true });
			rmSync(running.dataDir, { recursive: true, force: true });
		},
	};
}
