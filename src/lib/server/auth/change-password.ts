import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { credentials } from '../db/schema/auth.ts';
import { people } from '../db/schema/people.ts';
import { signingKey } from '../programs/keys.ts';
import { keyed } from './devices.ts';
import { passwordProblem } from './password-policy.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { endAllSessions } from './sessions.ts';
import { countTry, forgive } from './throttle.ts';

const invalid = (path: string, message: string) =>
	new Failure('invalid', 'Some fields are not valid.', { errors: [{ path, message }] });

/**
 * Changes the password of the person who asks, who must know the present one, and ends all other sessions. Throws
 * Failure `invalid` with a word for the field (`wrong_password`, or what the policy says) and `too_many`: a
 * session left open on a desk must not be a place to guess from.
 */
export const changePassword = guarded(
	'changePassword',
	'password.change.own',
	z.strictObject({
		current: z.string().max(1000),
		password: z.string().max(1000),
		/** The session that stays; its SHA-256. */
		sessionId: z.string().nullable(),
	}),
	async (ctx, { current, password, sessionId }): Promise<{ ended: number }> => {
		const { actor } = ctx;
		if (actor.kind !== 'person') throw new Failure('not_allowed', 'Only people have passwords.');
		const [person] = await ctx.db
			.select({ email: people.email, passwordHash: credentials.passwordHash })
			.from(people)
			.leftJoin(credentials, eq(credentials.personId, people.id))
			.where(eq(people.id, actor.id));
		const problem = passwordProblem(password, { name: actor.name, email: person?.email ?? '' });
		if (problem) throw invalid('password', problem);

		const key = await signingKey(ctx.db);
		const throttled = { scope: 'person', keyHash: keyed(key, 'throttle', actor.id) } as const;
		const lookUp = async () => {
			await countTry(ctx, throttled);
			return person?.passwordHash;
		};
		const { fits } = await verifyPassword(lookUp, current, 'known');
		if (!fits) throw invalid('current', 'wrong_password');

		const passwordHash = await hashPassword(password);
		return withTransaction(ctx, async (tx) => {
			await forgive(tx, throttled);
			await tx.db
				.update(credentials)
				.set({ passwordHash, updatedAt: ctx.now })
				.where(eq(credentials.personId, actor.id));
			const ended = await endAllSessions(tx.db, actor.id, { except: sessionId });
			await appendAudit(tx, { action: 'password.change', target: `person:${actor.id}` });
			return { ended };
		});
	},
);
