import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { APP_ROLE } from '#lib/server/db/role.ts';
import { postgresRunner } from './postgres-place.ts';

/**
 * The password of the application's own login in the embedded cluster at `dataDir`: made with the login when there is
 * none yet, and kept beside the owner's. `sql` is the owner's. Several may come at once: they take turns.
 */
export async function applicationLogin(sql: Sql, dataDir: string): Promise<string> {
	const file = join(dataDir, `${APP_ROLE}.password`);
	return sql.begin(async (tx) => {
		await tx`select pg_advisory_xact_lock(hashtext(${APP_ROLE}))`;
		const [role] = await tx<{ login: boolean }[]>`
			select rolcanlogin as login from pg_roles where rolname = ${APP_ROLE}`;
		if (role?.login && existsSync(file)) return readFileSync(file, 'utf8').trim();
		const password = randomBytes(24).toString('base64url');
		const how = role ? 'alter' : 'create';
		// base64url has no quote.
		await tx.unsafe(`${how} role ${APP_ROLE} login password '${password}'`);
		writeFileSync(`${file}.new`, password, { mode: 0o600 });
		const runner = postgresRunner();
		if (runner) chownSync(`${file}.new`, runner.uid, runner.gid);
		renameSync(`${file}.new`, file);
		return password;
	});
}
