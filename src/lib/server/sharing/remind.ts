import { and, count, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { guarded, withTransaction } from '../context.ts';
import { shareReminders } from '../db/schema/sharing.ts';
import { networkKey } from './drafts.ts';
import { storyForSharing } from '../posts/for-sharing.ts';
import { sharerOf } from './sharer.ts';

/** Longer ahead a story is seldom news. */
const AHEAD_MS = 60 * 86_400_000;
/** More than anybody keeps in mind; holds off a script that fills the table. */
const MOST = 50;

const refuse = (message: string) =>
	new Failure('invalid', 'That is no time for a reminder.', { errors: [{ path: 'at', message }] });

/**
 * Keeps in mind to share a story later: when it is due a notice leads back to the text. Once for a story and an instant. Throws Failure `not_found`,
 * `invalid` (`at`: past, or more than 60 days ahead) and `conflict` (`too_many_reminders`) at 50 that wait.
 */
export const remindLater = guarded(
	'remindLater',
	'sharing.own',
	z.strictObject({ post: z.uuid(), networks: z.array(networkKey).max(20), at: z.date() }),
	(ctx, { post, networks, at }): Promise<{ id: string }> =>
		withTransaction(ctx, async (tx) => {
			const personId = sharerOf(tx);
			await storyForSharing({ ctx: tx, input: { id: post } });
			if (at <= tx.now) throw refuse('is over');
			if (at.getTime() - tx.now.getTime() > AHEAD_MS) throw refuse('is too far ahead');
			// One person's reminders one after the other: a second press of the button is the same reminder.
			await tx.db.execute(sql`select from people where id = ${personId}::uuid for no key update`);
			const waiting = and(eq(shareReminders.personId, personId), isNull(shareReminders.sentAt));
			const [again] = await tx.db
				.update(shareReminders)
				.set({ networks })
				.where(and(waiting, eq(shareReminders.postId, post), eq(shareReminders.dueAt, at)))
				.returning({ id: shareReminders.id });
			if (again) return again;
			const [kept] = await tx.db.select({ n: count() }).from(shareReminders).where(waiting);
			if (kept!.n >= MOST)
				throw new Failure('conflict', 'There are 50 reminders already.', {
					reason: 'too_many_reminders',
				});
			const [row] = await tx.db
				.insert(shareReminders)
				.values({ personId, postId: post, networks, dueAt: at, createdAt: tx.now })
				.returning({ id: shareReminders.id });
			return { id: row!.id };
		}),
);

/** Forgets a reminder of one's own that has not come yet. Throws Failure `not_found`. */
export const forgetReminder = guarded(
	'forgetReminder',
	'sharing.own',
	z.strictObject({ id: z.uuid() }),
	async (ctx, { id }): Promise<{ id: string }> => {
		const gone = await ctx.db
			.delete(shareReminders)
			.where(
				and(
					eq(shareReminders.id, id),
					eq(shareReminders.personId, sharerOf(ctx)),
					isNull(shareReminders.sentAt),
				),
			)
			.returning({ id: shareReminders.id });
		if (gone.length === 0)
			throw new Failure('not_found', 'There is no such reminder.', {
				reason: 'unknown_reminder',
			});
		return { id };
	},
);
