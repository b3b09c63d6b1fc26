import { eq } from 'drizzle-orm';
import { Failure } from '#lib/domain/failure.ts';
import type { Ctx } from '../context.ts';
import { credentials } from '../db/schema/auth.ts';
import { signingKey } from '../programs/keys.ts';
import { keyed } from './devices.ts';
import { verifyPassword } from './passwords.ts';
import { countTry, forgive } from './throttle.ts';

/**
 * Has the person who asks give their password again, for a deed that cannot be taken back; programs and the portal itself
 * need none. Call it before the transaction of the deed, so that a wrong try is counted. Throws Failure `invalid` at
 * `password` (`missing`, `wrong_password`, `no_password`) and `too_many`: guesses count with those of changing it.
 */
export async function confirmPassword(ctx: Ctx, password: string | undefined): Promise<void> {
	const { actor } = ctx;
	if (actor.kind !== 'person') return;
	const wrong = (message: string) =>
		new Failure('invalid', 'The password is needed again.', {
			reason: message,
			errors: [{ path: 'password', message }],
		});
	if (!password) throw wrong('missing');
	const [row] = await ctx.db
		.select({ passwordHash: credentials.passwordHash })
		.from(credentials)
		.where(eq(credentials.personId, actor.id));
	if (!row?.passwordHash) throw wrong('no_password');
	const key = await signingKey(ctx.db);
	const throttled = { scope: 'person', keyHash: keyed(key, 'throttle', actor.id) } as const;
	const lookUp = async () => {
		await countTry(ctx, throttled);
		return row.passwordHash;
	};
	const { fits } = await verifyPassword(lookUp, password, 'known');
	if (!fits) throw wrong('wrong_password');
	await forgive(ctx, throttled);
}
