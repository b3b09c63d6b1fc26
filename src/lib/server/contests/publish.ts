import { z } from 'zod';
import { guarded } from '../context.ts';

/** Publishes a contest that was made as a draft. Throws as freezeContest. */
export const publishContest = guarded(
	'publishContest',
	'contests.write',
	z.strictObject({
		contest: z.string().min(1).max(100),
		/** ContestView.revision as it was read. */
		revision: z.int().min(1),
	}),
	async (): Promise<{ revision: number }> => {
		throw new Error('not yet');
	},
);
