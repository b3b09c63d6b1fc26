import { z } from 'zod';
import type { AwardState } from '#lib/domain/prizes/state.ts';
import { guarded, withTransaction } from '../context.ts';
import { lockAward, takeStep } from './award-row.ts';
import { tellChange } from './tell.ts';

/**
 * Notes that an approved prize was handed over or sent, and tells its winner. What was told for the delivery goes 30 days
 * later (sweep.ts). Throws Failure `not_found`, `conflict` (`stale`, `step`, `held`).
 */
export const handOverPrize = guarded(
	'handOverPrize',
	'prizes.write',
	z.strictObject({ award: z.uuid(), revision: z.int().min(1) }),
	(ctx, input): Promise<{ state: AwardState; revision: number }> =>
		withTransaction(ctx, async (tx) => {
			const award = await lockAward(tx, input.award);
			const { state, revision } = await takeStep(tx, award, 'hand_over', input.revision);
			await tellChange(tx, award, 'handed_over');
			return { state, revision };
		}),
);
