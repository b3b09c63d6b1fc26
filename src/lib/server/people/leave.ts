import { and, eq, ne } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { appendAudit } from '../audit/append.ts';
import { endAllSessions } from '../auth/sessions.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { people } from '../db/schema/people.ts';
import { refreshDirectory } from './directory-words.ts';

const inputSchema = z.strictObject({
	email: z.string().trim().toLowerCase().min(1).max(254),
	/** False when the person leaves, true when one who left is back. */
	active: z.boolean(),
});

/**
 * Throws Failure `conflict` (reason `last_admin`) where nobody but this person (own id) is an admin: nobody could let anybody in
 * any more, and the set-up page would be open again at the next start.
 */
export async function requireAnotherAdmin(
	ctx: Ctx,
	personId: string,
	deed: 'leave' | 'be erased',
): Promise<void> {
	const [other] = await ctx.db
		.select({ id: people.id })
		.from(people)
		.where(and(eq(people.role, 'admin'), eq(people.active, true), ne(people.id, personId)))
		.limit(1);
	if (!other)
		throw new Failure('conflict', `The last admin cannot ${deed}: make somebody else one first.`, {
			reason: 'last_admin',
		});
}

/**
 * Has a person leave, or come back. Who left cannot sign in, is out of every session and socket at once, and stands in no
 * directory, thanks, showcase or letter; links go on leading to their stories, and facts and places stay. Doing it twice changes
 * nothing. Throws Failure `not_found`, and `conflict` for the last admin.
 */
export const setActive = guarded(
	'setActive',
	'people.write',
	inputSchema,
	(ctx, { email, active }): Promise<{ externalId: string; ended: number }> =>
		withTransaction(ctx, async (tx) => {
			const [person] = await tx.db
				.select({
					id: people.id,
					externalId: people.externalId,
					role: people.role,
					active: people.active,
				})
				.from(people)
				.where(eq(people.email, email))
				.for('update');
			if (!person)
				throw new Failure('not_found', 'Nobody has this e-mail address.', {
					errors: [{ path: 'email', message: 'unknown' }],
				});
			const { id, externalId } = person;
			if (person.active === active) return { externalId, ended: 0 };
			if (!active && person.role === 'admin') await requireAnotherAdmin(tx, id, 'leave');
			await tx.db.update(people).set({ active, updatedAt: tx.now }).where(eq(people.id, id));
			await refreshDirectory(tx.db, [id]);
			const ended = active ? 0 : await endAllSessions(tx.db, id);
			const action = active ? 'person.return' : 'person.leave';
			await appendAudit(tx, { action, target: `person:${id}` });
			return { externalId, ended };
		}),
);
