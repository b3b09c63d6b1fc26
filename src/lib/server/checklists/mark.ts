import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { isItem, MARKS } from '#lib/domain/learn/checklists.ts';
import { authorise, guarded, withTransaction } from '../context.ts';
import { checklistMarks } from '../db/schema/learning.ts';

export const markChecklistSchema = z.strictObject({
	list: z.enum(['launch', 'first_week']),
	item: z.string().max(40),
	/** open takes back what was said by hand. */
	state: z.enum([...MARKS, 'open']),
});

/**
 * Ticks an item off by hand, puts it aside, or takes that back. The launch list is the owners' together, the first week
 * each person's own. Throws Failure `not_found` for an item that the list does not have.
 */
export const markChecklist = guarded(
	'markChecklist',
	'learning.progress.own',
	markChecklistSchema,
	(ctx, { list, item, state }) =>
		withTransaction(ctx, async (tx): Promise<void> => {
			if (list === 'launch') authorise(tx.actor, 'learning.write');
			if (tx.actor.kind !== 'person') throw new Failure('not_allowed', 'This is for people.');
			if (!isItem(list, item)) throw new Failure('not_found', 'There is no such item.');
			const personId = tx.actor.id;
			const own = list === 'launch' ? undefined : eq(checklistMarks.personId, personId);
			await tx.db
				.delete(checklistMarks)
				.where(and(eq(checklistMarks.list, list), eq(checklistMarks.item, item), own));
			if (state === 'open') return;
			const mark = { list, item, personId, state, at: tx.now };
			await tx.db
				.insert(checklistMarks)
				.values(mark)
				.onConflictDoUpdate({
					target: [checklistMarks.list, checklistMarks.item, checklistMarks.personId],
					set: mark,
				});
		}),
);
