import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { THANKS_DAYS } from '#lib/domain/recognition/limits.ts';
import { guarded } from '../context.ts';

/** Thanks that were taken back have no words left; their row counts for the month's limit, then it goes. */
const WITHDRAWN_DAYS = 60;

/** Deletes thanks of more than three years ago, and those that were taken back after two months. Gives how many went. */
export const sweepThanks = guarded('sweepThanks', 'system.run', z.object({}), async (ctx) => {
	const [row] = (await ctx.db.execute(sql`
		with gone as (
			delete from recognitions where created_at < clock_timestamp() - make_interval(days => ${THANKS_DAYS})
				or withdrawn_at < clock_timestamp() - make_interval(days => ${WITHDRAWN_DAYS})
			returning 1
		)
		select count(*)::int as n from gone`)) as unknown as { n: number }[];
	return { thanks: row!.n };
});
