import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { guarded } from '../context.ts';
import { doDeed } from './deed.ts';

/**
 * Freezes the public table from now on, by the database's clock. Throws Failure `not_found`, and `conflict`: reason
 * `contest_changed` on a stale revision, else a word of domain/contest/life.ts's REFUSALS.
 */
export const freezeContest = guarded(
	'freezeContest',
	'contests.write',
	z.strictObject({
		contest: z.string().min(1).max(100),
		/** ContestView.revision as it was read. */
		revision: z.int().min(1),
	}),
	(ctx, input) =>
		doDeed(ctx, 'freeze', input, ({ now, unfrozenAt }) => {
			// A clock that went back must not let an earlier lift undo this freeze.
			const frozenAt = unfrozenAt && unfrozenAt >= now ? new Date(unfrozenAt.getTime() + 1) : now;
			return {
				set: sql`frozen_at = ${frozenAt.toISOString()}::timestamptz`,
				details: { frozenAt },
			};
		}),
);
