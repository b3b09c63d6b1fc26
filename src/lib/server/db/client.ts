import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';

export type Db = PostgresJsDatabase;

export type Connections = {
	/** For verbs and queries. */
	db: Db;
	/**
	 * Plain postgres.js for hot paths, COPY and LISTEN: drizzle changes how the client it is given reads dates
	 * and JSON, so the two never share one.
	 */
	sql: Sql;
	close(options?: { timeoutSeconds?: number }): Promise<void>;
};

/** Opens both pools on `url`. Nothing is connected before the first query. */
export function connect(
	url: string,
	options: { max?: number; hotMax?: number; applicationName?: string } = {},
): Connections {
	const common = {
		// postgres.js would wait up to 20 s between attempts; after an outage doors and gateways are to be back at once.
		backoff: (retries: number) => Math.min(0.05 * 2 ** retries, 1),
		onnotice: () => undefined,
		connection: { application_name: options.applicationName ?? 'laurel' },
	};
	const client = postgres(url, { ...common, max: options.max ?? 10 });
	const sql = postgres(url, { ...common, max: options.hotMax ?? 6 });
	return {
		db: drizzle(client, { casing: 'snake_case' }),
		sql,
		async close({ timeoutSeconds = 5 } = {}) {
			await Promise.all([
				client.end({ timeout: timeoutSeconds }),
				sql.end({ timeout: timeoutSeconds }),
			]);
		},
	};
}
