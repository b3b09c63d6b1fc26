import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { isStorable } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { credentials } from '../db/schema/auth.ts';
import { people } from '../db/schema/people.ts';
import { signingKey } from '../programs/keys.ts';
import type { CookieToSet } from './cookies.ts';
import { deviceCookie, keyed, knownDevice } from './devices.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { endSession, startSession } from './sessions.ts';
import { countTry, forgive, type Throttled } from './throttle.ts';

export const signInSchema = z.strictObject({
	email: z.string().refine(isStorable).trim().toLowerCase().min(1).max(254),
	/** Longer than anybody types; hashing takes the time of its length. */
	password: z.string().min(1).max(1000),
	/** What `readDevices` gave. */
	devices: z.array(z.string()).max(5).default([]),
	/** The session that this browser had before; it ends. */
	replaces: z.string().nullish(),
	/** Whether the portal is on https. */
	secure: z.boolean(),
});

async function findByEmail(ctx: Ctx, email: string) {
	const [person] = await ctx.db
		.select({ id: people.id, active: people.active, passwordHash: credentials.passwordHash })
		.from(people)
		.leftJoin(credentials, eq(credentials.personId, people.id))
		.where(eq(people.email, email))
		.limit(1);
	return person;
}

/**
 * Signs a person in by e-mail and password and gives the cookies to set. Unknown address, wrong password, no password
 * and inactive person are one answer after the same work: Failure `not_signed_in`, reason `wrong_credentials`.
 * Throws Failure `too_many` (reason `throttled` or `busy`) with the seconds to wait.
 */
export const signIn = guarded(
	'signIn',
	'session.start',
	signInSchema,
	async (ctx, { email, password, devices, replaces, secure }): Promise<CookieToSet[]> => {
		const key = await signingKey(ctx.db);
		const device = knownDevice(key, email, devices);
		const throttled: Throttled = device
			? { scope: 'device', keyHash: keyed(key, 'throttle', `${email}\0${device}`) }
			: { scope: 'account', keyHash: keyed(key, 'throttle', email) };
		let person: { id: string; active: boolean; passwordHash: string | null } | undefined;
		const lookUp = async () => {
			await countTry(ctx, throttled);
			person = await findByEmail(ctx, email);
			return person?.active ? person.passwordHash : null;
		};
		const lane = device ? 'known' : 'other';
		const { fits, stale } = await verifyPassword(lookUp, password, lane);
		const personId = person?.id;
		if (!personId || !fits) {
			throw new Failure('not_signed_in', 'This e-mail and password do not belong together.', {
				reason: 'wrong_credentials',
			});
		}

		const newHash = stale ? await hashPassword(password) : null;
		const session = await withTransaction(ctx, async (tx) => {
			await forgive(tx, throttled);
			if (newHash) {
				await tx.db
					.update(credentials)
					.set({ passwordHash: newHash, updatedAt: ctx.now })
					.where(eq(credentials.personId, personId));
			}
			if (replaces) await endSession(tx.db, replaces);
			await appendAudit(tx, { action: 'session.start', target: `person:${personId}` });
			return startSession(tx.db, personId, { secure });
		});
		return [session, deviceCookie(key, email, devices, { secure })];
	},
);
