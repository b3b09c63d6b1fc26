import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import type { TEMPLATE } from '../support/template.ts';

/** The demo company, seeded and scored once; every worker clones it. */
export const DEMO_TEMPLATE = 'laurel_e2e_demo';

/** Set by the global setup for the workers, which are processes of their own. */
export const ADMIN_URL = 'LAUREL_E2E_ADMIN_URL';

/** The address of the database `name` beside the one of `adminUrl`. */
export function beside(adminUrl: string, name: string): string {
	const url = new URL(adminUrl);
	url.pathname = `/${name}`;
	return url.href;
}

/** A clone of a template under a name of its own; `drop` also ends whoever is still connected. */
export async function cloneDatabase(
	template: typeof DEMO_TEMPLATE | typeof TEMPLATE,
	name = `e2e_${randomBytes(6).toString('hex')}`,
): Promise<{ url: string; drop(): Promise<void> }> {
	const adminUrl = process.env[ADMIN_URL] ?? '';
	const run = async (query: (sql: postgres.Sql) => Promise<unknown>) => {
		const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
		await query(sql).finally(() => sql.end());
	};
	await run((sql) => sql`create database ${sql(name)} template ${sql(template)}`);
	return {
		url: beside(adminUrl, name),
		drop: () => run((sql) => sql`drop database ${sql(name)} with (force)`),
	};
}
