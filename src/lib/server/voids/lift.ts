import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { textSchema } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { voids } from '../db/schema/facts.ts';
import { contestsOf, tellAboutVoid } from './concerned.ts';
import { markTouched, type VoidTarget } from './touched.ts';

/**
 * Lifts a void in the caller's transaction, for a verb that has authorised already; `tell` is whether the person gets a
 * notice of it. False when it was lifted before. Throws Failure `not_found`.
 */
export async function liftVoidIn(
	tx: Ctx,
	{ id, reason, tell = true }: { id: string; reason?: string | undefined; tell?: boolean },
): Promise<boolean> {
	const [known] = await tx.db.select().from(voids).where(eq(voids.id, id));
	if (!known) throw new Failure('not_found', 'There is no such void.');
	const target: VoidTarget = { ...known, from: known.fromAt, to: known.toAt };
	const contests = await contestsOf(tx, target);
	const [lifted] = await tx.db
		.update(voids)
		.set({ liftedAt: tx.now, liftedBy: tx.actor.kind === 'person' ? tx.actor.id : null })
		.where(and(eq(voids.id, id), isNull(voids.liftedAt)))
		.returning({ id: voids.id });
	if (!lifted) return false;
	const facts = await markTouched(tx, target);
	await appendAudit(tx, {
		action: 'void.lift',
		target: `void:${id}`,
		details: {
			contests: contests.filter(({ final }) => !final).map(({ slug }) => slug),
			before: { reason: known.reason, liftedAt: null },
			after: { liftedAt: tx.now.toISOString(), facts, ...(reason === undefined ? {} : { reason }) },
		},
	});
	if (tell) await tellAboutVoid(tx, target, contests, { voidId: id, lifted: true });
	return true;
}

/** Puts back what a void took out, unless another void still does. Lifting again changes nothing. Throws Failure `not_found`. */
export const liftVoid = guarded(
	'liftVoid',
	'voids.write',
	z.strictObject({ id: z.uuid(), reason: textSchema(1000).optional() }),
	(ctx, input) =>
		withTransaction(ctx, async (tx) => {
			await liftVoidIn(tx, input);
			return { id: input.id };
		}),
);
