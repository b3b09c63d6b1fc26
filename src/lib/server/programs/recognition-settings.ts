import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { AMBASSADOR_BY } from '#lib/domain/recognition/ambassador.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { program } from '../db/schema/program.ts';

const settings = z.strictObject({
	thanksPerMonth: z.coerce.number().int().min(1).max(1000),
	ambassadorBy: z.enum(AMBASSADOR_BY),
});

export type RecognitionSettings = z.output<typeof settings>;

/** How many thanks a person may give a month, and how a month's ambassador is found. */
export const readRecognitionSettings = guarded(
	'readRecognitionSettings',
	'ambassador.decide',
	z.strictObject({}),
	async (ctx): Promise<RecognitionSettings> => {
		const [row] = await ctx.db.select().from(program).where(eq(program.id, 1));
		if (!row) throw new Failure('unavailable', 'The program has not been set up yet.');
		return settings.parse({ thanksPerMonth: row.thanksPerMonth, ambassadorBy: row.ambassadorBy });
	},
);

/** Changes both. Thanks that were given stay given. Throws Failure `invalid`. */
export const changeRecognitionSettings = guarded(
	'changeRecognitionSettings',
	'ambassador.decide',
	settings,
	async (ctx, after): Promise<void> =>
		withTransaction(ctx, async (tx) => {
			await tx.db.update(program).set(after).where(eq(program.id, 1));
			await appendAudit(tx, {
				action: 'program.recognition',
				target: 'program:1',
				details: { after },
			});
		}),
);
