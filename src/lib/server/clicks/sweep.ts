import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { guarded } from '../context.ts';
import { readProgram } from '../programs/queries.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The UTC day of `at`, as visitor_salts names it. */
export const utcDay = (at: Date): string => at.toISOString().slice(0, 10);

/**
 * Throws away what the dedupe no longer needs: visits whose last click is older than the window and a day, and
 * salts older than yesterday (UTC), after which nobody can tell whose clicks those were. Gives how many rows went.
 */
export const sweepClicks = guarded('sweepClicks', 'system.run', z.object({}), async (ctx) => {
	const { dedupeHours } = await readProgram(ctx);
	const before = new Date(ctx.now.getTime() - dedupeHours * HOUR_MS - DAY_MS);
	const visits = await ctx.db.execute<{ n: number }>(sql`
		with gone as (delete from visits where last_at < ${before.toISOString()}::timestamptz returning 1)
		select count(*)::int as n from gone`);
	const salts = await ctx.db.execute<{ n: number }>(sql`
		with gone as (
			delete from visitor_salts where day < ${utcDay(new Date(ctx.now.getTime() - DAY_MS))} returning 1
		)
		select count(*)::int as n from gone`);
	return { visits: visits[0]!.n, salts: salts[0]!.n };
});
