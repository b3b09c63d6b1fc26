import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { guarded } from '../context.ts';

/** News is news for half a year; what must be remembered longer stands in the audit log and in the contests. */
export const NOTICE_DAYS = 180;

/** Deletes notices that are older than 180 days by the database's clock, read or not. Gives how many went. */
export const sweepNotices = guarded('sweepNotices', 'system.run', z.object({}), async (ctx) => {
	const gone = await ctx.db.execute<{ n: number }>(sql`
		with gone as (
			delete from notices where created_at < clock_timestamp() - make_interval(days => ${NOTICE_DAYS}) returning 1
		)
		select count(*)::int as n from gone`);
	return { notices: gone[0]!.n };
});
