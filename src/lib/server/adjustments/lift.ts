import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { textSchema } from '#lib/domain/text.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { adjustments } from '../db/schema/facts.ts';
import { openContest } from './open-contest.ts';
import { storeAdjustment } from './store.ts';

/**
 * Takes an adjustment back by one of the opposite points, in the caller's transaction, for a verb that has authorised
 * already: facts are never changed. One owner is enough, however large it was, since it puts back what was before. False
 * when it was lifted before. Throws Failure `not_found`, and `conflict` (is_lift, contest_final, contest_cancelled).
 */
export async function liftAdjustmentIn(
	tx: Ctx,
	{ id, reason, tell = true }: { id: string; reason: string; tell?: boolean },
): Promise<boolean> {
	const [known] = await tx.db.select().from(adjustments).where(eq(adjustments.id, id));
	if (!known) throw new Failure('not_found', 'There is no such adjustment.');
	if (known.lifts)
		throw new Failure('conflict', 'This takes another one back; make a new one instead.', {
			reason: 'is_lift',
		});
	const contest = await openContest(tx, { id: known.contestId });
	const lift = await storeAdjustment(tx, contest, {
		...{ personId: known.personId, points: -known.points, reason, tell, lifts: id },
		at: tx.now,
		createdBy: tx.actor.kind === 'person' ? tx.actor.id : null,
	});
	return lift !== null;
}

/** Takes an adjustment back, with a reason; doing it again changes nothing. Throws Failure as `liftAdjustmentIn` does. */
export const liftAdjustment = guarded(
	'liftAdjustment',
	'adjustments.write',
	z.strictObject({ id: z.uuid(), reason: textSchema(1000) }),
	(ctx, input) =>
		withTransaction(ctx, async (tx) => {
			await liftAdjustmentIn(tx, input);
			return { id: input.id };
		}),
);
