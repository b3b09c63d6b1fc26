import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { guarded } from '../context.ts';
import { doDeed } from './deed.ts';

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
	(ctx, { contest, revision }) =>
		doDeed(ctx, 'unfreeze', { contest, revision }, ({ now }) => ({
			set: sql`unfrozen_at = ${now.toISOString()}::timestamptz`,
			details: { unfrozenAt: now },
		})),
);
