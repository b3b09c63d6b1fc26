import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { voids } from '../db/schema/facts.ts';
import { markTouched } from './touched.ts';

/** Puts back what a void took out, unless another void still does. Lifting again changes nothing. Throws Failure `not_found`. */
export const liftVoid = guarded(
	'liftVoid',
	'voids.write',
	z.strictObject({ id: z.uuid() }),
	(ctx, { id }) =>
		withTransaction(ctx, async (tx) => {
			const [lifted] = await tx.db
				.update(voids)
				.set({
					liftedAt: tx.now,
					liftedBy: tx.actor.kind === 'person' ? tx.actor.id : null,
				})
				.where(and(eq(voids.id, id), isNull(voids.liftedAt)))
				.returning();
			if (lifted) {
				await markTouched(tx, { ...lifted, from: lifted.fromAt, to: lifted.toAt });
				await appendAudit(tx, { action: 'void.lift', target: `void:${id}` });
				return { id };
			}
			const known = await tx.db.select({ id: voids.id }).from(voids).where(eq(voids.id, id));
			if (known.length === 0) throw new Failure('not_found', 'There is no such void.');
			return { id };
		}),
);
