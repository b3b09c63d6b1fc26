import { z } from 'zod';
import type { AwardState } from '#lib/domain/prizes/state.ts';
import { textSchema } from '#lib/domain/text.ts';
import { guarded, withTransaction } from '../context.ts';
import { lockAward, takeStep } from './award-row.ts';
import { tellChange } from './tell.ts';

/**
 * Takes a prize back that is not handed over yet, with a reason that its winner reads; it can then be passed on. Throws
 * Failure `not_found`, `invalid` (`reason`), `conflict` (`stale`, `step`, `held`).
 */
export const withdrawPrize = guarded(
	'withdrawPrize',
	'prizes.write',
	z.strictObject({ award: z.uuid(), revision: z.int().min(1), reason: textSchema(500) }),
	(ctx, input): Promise<{ state: AwardState; revision: number }> =>
		withTransaction(ctx, async (tx) => {
			const award = await lockAward(tx, input.award);
			const { state, revision } = await takeStep(tx, award, 'withdraw', input.revision, {
				note: input.reason,
			});
			await tellChange(tx, award, 'withdrawn');
			return { state, revision };
		}),
);
