import { z } from 'zod';
import type { AwardState } from '#lib/domain/prizes/state.ts';
import { guarded, withTransaction } from '../context.ts';
import { lockAward, takeStep } from './award-row.ts';
import { tellChange } from './tell.ts';

/** Approves a prize that its winner has accepted, and tells them. Throws Failure `not_found`, `conflict` (`stale`, `step`, `held`). */
export const approvePrize = guarded(
	'approvePrize',
	'prizes.write',
	z.strictObject({ award: z.uuid(), revision: z.int().min(1) }),
	(ctx, input): Promise<{ state: AwardState; revision: number }> =>
		withTransaction(ctx, async (tx) => {
			const award = await lockAward(tx, input.award);
			const { state, revision } = await takeStep(tx, award, 'approve', input.revision);
			await tellChange(tx, award, 'approved');
			return { state, revision };
		}),
);
