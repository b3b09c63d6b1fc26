import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';
import { APP_ROLE, loginIn } from './role.ts';

export type Db = PostgresJsDatabase;

export type Connections = {
	/** For verbs and queries. */
	db: Db;
	/**
	 * Plain postgres.js for hot paths, COPY and LISTEN: drizzle changes how the client it is given reads dates
	 * and JSON, so the two never share one.
	 */
	sql: Sql;
	/** Connections that are opened from now on act as `role`; null is the login itself. */
	actAs(role: string | null): void;
	close(options?: { timeoutSeconds?: number }): Promise<void>;
};

/**
 * Opens both pools on `url`. Nothing is connected before the first query. They act as the application's role, which may
 * not change facts, unless `role` says otherwise: null is the login itself, for owners.
 */
export function connect(
	url: string,
	options: {
		max?: number;
		hotMax?: number;
		applicationName?: string;
		role?: string | null;
	} = {},
): Connections {
	// Who is the role already need not take it: PgBouncer knows no such parameter.
	const { role = loginIn(url) === APP_ROLE ? null : APP_ROLE } = options;
	const common = {
		// postgres.js would wait up to 20 s between attempts; after an outage doors and gateways are to be back at once.
		backoff: (retries: number) => Math.min(0.05 * 2 ** retries, 1),
		onnotice: () => undefined,
		connection: {
			application_name: options.applicationName ?? 'laurel',
			...(role === null ? {} : { role }),
		},
	};
	const client = postgres(url, { ...common, max: options.max ?? 10 });
	const sql = postgres(url, { ...common, max: options.hotMax ?? 6 });
	return {
		db: drizzle(client, { casing: 'snake_case' }),
		sql,
		actAs(next) {
			// Pools and their listeners read it whenever they dial.
			for (const { options: read } of [client, sql]) {
				const parameters = read.connection as Record<string, string | undefined>;
				// An absent parameter is not sent.
				parameters.role = next ?? undefined;
			}
		},
		async close({ timeoutSeconds = 5 } = {}) {
			await Promise.all([
				client.end({ timeout: timeoutSeconds }),
				sql.end({ timeout: timeoutSeconds }),
			]);
		},
	};
}
