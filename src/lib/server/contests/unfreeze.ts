import { z } from 'zod';
import { guarded } from '../context.ts';

/** Lifts the freeze, on purpose: `confirm` says so. What was hidden is shown at once. Throws as freezeContest. */
export const unfreezeContest = guarded(
	'unfreezeContest',
	'contests.write',
	z.strictObject({
		contest: z.string().min(1).max(100),
		/** ContestView.revision as it was read. */
		revision: z.int().min(1),
		confirm: z.literal(true),
	}),
	async (): Promise<{ revision: number }> => {
		throw new Error('not yet');
	},
);
