import { z } from 'zod';
import { guarded } from '../context.ts';
import { visibleContest } from './contest.ts';
import { boardTables } from './tables.ts';

/** What everybody in a public table has brought together. */
export type Totals = { points: number; clicks: number; conversions: number };

/**
 * The sums of a contest's public table: frozen where that is. Throws Failure `not_found` for a contest that the actor
 * may not see.
 */
export const readTotals = guarded(
	'readTotals',
	'board.read',
	z.strictObject({ contest: z.string().min(1).max(100) }),
	async (ctx, { contest }): Promise<Totals> => {
		const table = await boardTables.get(ctx.db, await visibleContest(ctx, contest), ctx.now);
		const sums: Totals = { points: 0, clicks: 0, conversions: 0 };
		for (const { entry } of table.ranked('public').slice(0, table.size('public'))) {
			sums.points += entry.points;
			sums.clicks += entry.clicks;
			sums.conversions += entry.conversions;
		}
		return sums;
	},
);
