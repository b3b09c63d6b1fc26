import { existsSync } from 'node:fs';
import { pino } from 'pino';
import postgres from 'postgres';
import { connect } from '#lib/server/db/client.ts';
import { seedCompany } from '#lib/server/demo/company.ts';
import { createScorer } from '#lib/server/scoring/scorer.ts';
import { startTestPostgres } from '../support/global-postgres.ts';
import { TEMPLATE } from '../support/template.ts';
import { ADMIN_URL, beside, DEMO_TEMPLATE } from './databases.ts';

/** One Postgres for the run, with the demo company seeded and scored once. */
export default async function setup(): Promise<() => Promise<void>> {
	if (!existsSync('build/handler.js')) throw new Error('There is no build: npm run build first.');
	const { adminUrl, stop } = await startTestPostgres();
	process.env[ADMIN_URL] = adminUrl;
	const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
	await sql`create database ${sql(DEMO_TEMPLATE)} template ${sql(TEMPLATE)}`;
	await sql.end();
	const connections = connect(beside(adminUrl, DEMO_TEMPLATE), { applicationName: 'laurel-e2e' });
	await seedCompany(connections, new Date(), () => undefined);
	const scorer = createScorer({ connections, log: pino({ level: 'silent' }) });
	scorer.start();
	await scorer.drain();
	await scorer.close();
	await connections.close();
	return stop;
}
