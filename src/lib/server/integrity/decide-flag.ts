import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { textSchema } from '#lib/domain/text.ts';
import { guarded } from '../context.ts';

/** `void` and `adjust` need a reason, which the person concerned reads; `points` is for adjust alone. */
export const decideFlagSchema = z.strictObject({
	id: z.uuid(),
	decision: z.enum(['dismiss', 'void', 'adjust']),
	reason: textSchema(1000).optional(),
	points: z.int().min(-1_000_000).max(1_000_000).optional(),
});

/** Decides a flag. Throws Failure `not_found`, `conflict` when somebody decided it before, `invalid` without a reason. */
export const decideFlag = guarded(
	'decideFlag',
	'integrity.decide',
	decideFlagSchema,
	async (): Promise<{ state: 'dismissed' | 'acted'; voided: number }> => {
		throw new Failure('unavailable', 'Not built yet.');
	},
);
