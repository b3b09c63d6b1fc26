import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pino from 'pino';
import postgres, { type Sql } from 'postgres';
import { inject } from 'vitest';
import type { Actor } from '#lib/domain/people/permissions.ts';
import type { Ctx } from '#lib/server/context.ts';
import { connect, type Connections } from '#lib/server/db/client.ts';
import { TEMPLATE } from './template.ts';

export type TestDatabase = {
	/** The application's own login, which may not change facts; `connections` are made with it. */
	url: string;
	/** The login that owns the tables, for tests that break or tamper with them. */
	ownerUrl: string;
	connections: Connections;
	/** Plain postgres.js as the owner; connected when it is first asked. */
	owner: Sql;
	/** Empties these tables and those that refer to them, facts and all: only the owner can, passing by the triggers. */
	empty(...tables: string[]): Promise<void>;
	/** A context as a verb gets it; the system asks, now, unless said otherwise. */
	ctx(actor?: Actor, now?: Date): Ctx;
	/** Ends `connections`, drops the database, and throws when somebody else still held a connection to it. */
	close(): Promise<void>;
};

export const SYSTEM: Actor = { kind: 'system', name: 'test' };
export const silent = pino({ level: 'silent' });

/**
 * A database of one's own, cloned from the migrated template (30–130 ms): call it in `beforeAll`, `close` in
 * `afterAll`. Outside Vitest pass the `adminUrl`; then the owner's login acts as the application's role.
 */
export async function createTestDatabase(
	options: { adminUrl?: string; max?: number; hotMax?: number } = {},
): Promise<TestDatabase> {
	const adminUrl = options.adminUrl ?? inject('adminUrl');
	const name = `test_${randomBytes(8).toString('hex')}`;
	const admin = () => postgres(adminUrl, { max: 1, onnotice: () => undefined });
	const maker = admin();
	await maker`create database ${maker(name)} template ${maker(TEMPLATE)}`;
	await maker.end();
	const beside = (address: string) => {
		const changed = new URL(address);
		changed.pathname = `/${name}`;
		return changed.href;
	};
	const ownerUrl = beside(adminUrl);
	const url = beside(options.adminUrl ?? inject('applicationUrl'));
	const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
	const connections = connect(url, { ...options, applicationName: 'laurel-test' });
	return {
		url,
		ownerUrl,
		connections,
		owner,
		empty: (...tables) =>
			owner.begin(async (tx) => {
				await tx`set local session_replication_role = replica`;
				await tx.unsafe(`truncate ${tables.join(', ')} cascade`);
			}) as Promise<unknown> as Promise<void>,
		ctx: (actor = SYSTEM, now = new Date()) => ({ db: connections.db, actor, now, log: silent }),
		async close() {
			await Promise.all([connections.close(), owner.end({ timeout: 5 })]);
			const sql = admin();
			try {
				const left = await stillConnected(sql, name);
				await sql`drop database ${sql(name)} with (force)`;
				if (left.length > 0) {
					throw new Error(`These connections were not closed by the test:\n${left.join('\n')}`);
				}
			} finally {
				await sql.end();
			}
		},
	};
}

/** Who is connected to `name` once whoever was just leaving has had 10 s to go. */
async function stillConnected(sql: postgres.Sql, name: string): Promise<string[]> {
	for (const until = Date.now() + 10_000; ; await delay(10)) {
		const rows = await sql<{ applicationName: string; state: string; query: string }[]>`
			select application_name as "applicationName", coalesce(state, '') as state, left(query, 200) as query
			from pg_stat_activity where datname = ${name} and backend_type = 'client backend'`;
		if (rows.length === 0) return [];
		if (Date.now() > until) {
			return rows.map((row) => `  ${row.applicationName} (${row.state}): ${row.query}`);
		}
	}
}
