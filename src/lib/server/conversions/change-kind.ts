import { eq } from 'drizzle-orm';
import { kindSettingsSchema } from '#lib/domain/conversions/kind.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { conversionKinds } from '../db/schema/conversions.ts';

/**
 * Sets up a kind of conversion, a new one too. Switched off, no new conversions of it are taken; those that were stay.
 * Throws Failure `invalid`.
 */
export const changeConversionKind = guarded(
	'changeConversionKind',
	'conversions.write',
	kindSettingsSchema,
	(ctx, { kind, ...after }) =>
		withTransaction(ctx, async (tx) => {
			const [before] = await tx.db
				.select()
				.from(conversionKinds)
				.where(eq(conversionKinds.kind, kind))
				.for('update');
			await tx.db
				.insert(conversionKinds)
				.values({ kind, ...after, createdAt: tx.now })
				.onConflictDoUpdate({ target: conversionKinds.kind, set: after });
			await appendAudit(tx, {
				action: 'conversion_kind.change',
				target: `conversion_kind:${kind}`,
				details: {
					before: before && {
						name: before.name,
						expectsValue: before.expectsValue,
						value: before.value,
						currency: before.currency,
						active: before.active,
					},
					after,
				},
			});
			return { kind };
		}),
);
