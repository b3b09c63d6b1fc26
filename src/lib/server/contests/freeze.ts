import { z } from 'zod';
import { guarded } from '../context.ts';

/** Freezes the public table from now on, by the database's clock. Throws Failure `not_found`, and `conflict`: reason `contest_changed` on a stale revision, else a word of domain/contest/life.ts's REFUSALS. */
export const freezeContest = guarded(
	'freezeContest',
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
