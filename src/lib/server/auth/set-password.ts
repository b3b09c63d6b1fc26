import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { credentials } from '../db/schema/auth.ts';
import { people } from '../db/schema/people.ts';
import { passwordProblem } from './password-policy.ts';
import { hashPassword } from './passwords.ts';
import { endAllSessions } from './sessions.ts';

/**
 * Gives a person a password without knowing the one before, and ends all of the person's sessions: for the first
 * sign-in and for those who forgot theirs. Throws Failure `not_found` and `invalid` with the policy's word.
 */
export const setPassword = guarded(
	'setPassword',
	'people.write',
	z.strictObject({
		email: z.string().trim().toLowerCase().min(1).max(254),
		password: z.string().max(1000),
	}),
	async (ctx, { email, password }): Promise<{ externalId: string; ended: number }> => {
		const [person] = await ctx.db
			.select({ id: people.id, externalId: people.externalId, name: people.name })
			.from(people)
			.where(eq(people.email, email));
		if (!person) {
			throw new Failure('not_found', 'Nobody has this e-mail address.', {
				errors: [{ path: 'email', message: 'unknown' }],
			});
		}
		const problem = passwordProblem(password, { name: person.name, email });
		if (problem) {
			throw new Failure('invalid', 'This password cannot be used.', {
				errors: [{ path: 'password', message: problem }],
			});
		}
		const passwordHash = await hashPassword(password);
		return withTransaction(ctx, async (tx) => {
			const stored = { passwordHash, updatedAt: tx.now };
			await tx.db
				.insert(credentials)
				.values({ personId: person.id, ...stored })
				.onConflictDoUpdate({ target: credentials.personId, set: stored });
			const ended = await endAllSessions(tx.db, person.id);
			await appendAudit(tx, { action: 'password.set', target: `person:${person.id}` });
			return { externalId: person.externalId, ended };
		});
	},
);
