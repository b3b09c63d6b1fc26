import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { SCREENSHOT_DAYS, UNDECIDED_DAYS } from '#lib/domain/readings/report.ts';
import { guarded } from '../context.ts';

/**
 * Deletes screenshots 30 days after the decision, and those that nobody has decided on for 180 days, by the database's
 * clock. What was said in numbers stays. Gives how many.
 */
export const sweepScreenshots = guarded(
	'sweepScreenshots',
	'system.run',
	z.strictObject({}),
	async (ctx) => {
		const gone = await ctx.db.execute(sql`
			delete from reading_screenshots s using reading_reports r
			where r.id = s.report_id and (r.decided_at < now() - make_interval(days => ${SCREENSHOT_DAYS})
				or (r.decided_at is null and r.created_at < now() - make_interval(days => ${UNDECIDED_DAYS})))
			returning 1`);
		return { screenshots: gone.length };
	},
);
