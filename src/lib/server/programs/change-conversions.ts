import { eq } from 'drizzle-orm';
import { conversionSettingsSchema } from '#lib/domain/conversions/settings.ts';
import { Failure } from '#lib/domain/failure.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { program } from '../db/schema/program.ts';

/**
 * Sets the window from click to conversion (days), which click of a visit counts, and the origins whose pages may report
 * by the script. What was taken before stays. Throws Failure `invalid` with the path of every origin that is none.
 */
export const changeConversionSettings = guarded(
	'changeConversionSettings',
	'conversions.write',
	conversionSettingsSchema,
	(ctx, after) =>
		withTransaction(ctx, async (tx) => {
			const [row] = await tx.db.select().from(program).where(eq(program.id, 1)).for('update');
			if (!row) throw new Failure('unavailable', 'The program has not been set up yet.');
			await tx.db
				.update(program)
				.set({
					conversionDays: after.days,
					conversionClick: after.click,
					conversionOrigins: after.origins,
				})
				.where(eq(program.id, 1));
			await appendAudit(tx, {
				action: 'program.conversions',
				target: 'program:1',
				details: {
					before: {
						days: row.conversionDays,
						click: row.conversionClick,
						origins: row.conversionOrigins,
					},
					after,
				},
			});
			return after;
		}),
);
