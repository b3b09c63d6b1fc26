import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { Failure } from '#lib/domain/failure.ts';
import type { Db } from '../db/client.ts';
import { program } from '../db/schema/program.ts';

/** A new secret for signing: 32 random bytes as base64url. */
export function newSigningKey(): string {
	return randomBytes(32).toString('base64url');
}

/**
 * The program's secret, base64url of 32 bytes. It signs display links, device cookies and throttle keys; whoever
 * signs must put the purpose into what is signed. Throws Failure `unavailable` before the program is set up.
 */
export async function signingKey(db: Db): Promise<string> {
	const [row] = await db
		.select({ key: program.signingKey })
		.from(program)
		.where(eq(program.id, 1))
		.limit(1);
	if (!row) throw new Failure('unavailable', 'The program has not been set up yet.');
	return row.key;
}
