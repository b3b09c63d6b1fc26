import { createHash, randomBytes } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import type { Db } from '../db/client.ts';
import { program } from '../db/schema/program.ts';
import { ensureProgram } from '../programs/ensure.ts';

/** What is stored of the set-up token. */
export function hashSetupToken(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}

/** Databases that were seen to be set up: that never ends, so they need not be asked again. */
const done = new WeakSet<Db>();

/**
 * Whether somebody can sign in as an admin, or the program is a demo. People who came through the API before have no
 * password and don't count, so that the first admin can still be made after an import.
 */
export async function isSetUp(db: Db): Promise<boolean> {
	if (done.has(db)) return true;
	const [row] = await db.execute<{ ready: boolean }>(sql`
		select exists (select 1 from program where demo)
			or exists (select 1 from people p join credentials c on c.person_id = p.id
				where p.role = 'admin' and p.active) as ready`);
	if (row?.ready) done.add(db);
	return row?.ready ?? false;
}

/**
 * While nobody can sign in as an admin: makes the program's row if it is missing, a new set-up token, and says in the
 * log where to use it. Only its SHA-256 is stored, so every start makes a new one and ends the one before. The token
 * stands behind a #, which browsers don't send: it reaches no access log of a proxy.
 */
export async function ensureSetupToken(db: Db, log: Logger, origin: string): Promise<void> {
	if (await isSetUp(db)) return;
	await ensureProgram(db, { name: 'Laurel', demo: false });
	const token = randomBytes(18).toString('base64url');
	await db
		.update(program)
		.set({ setupTokenHash: hashSetupToken(token) })
		.where(eq(program.id, 1));
	// Without this line nobody gets in, so a log that keeps only errors has it too, and one that keeps nothing is gone past.
	const setup = `${origin}/setup#token=${token}`;
	if (!log.isLevelEnabled('fatal')) {
		process.stderr.write(`Nobody can sign in yet: open ${setup} to make the first admin.\n`);
		return;
	}
	log[log.isLevelEnabled('warn') ? 'warn' : 'fatal'](
		{ setup, token },
		'nobody can sign in yet: open the address in `setup` to make the first admin',
	);
}
