import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { guarded } from '../context.ts';

/** A decided suggestion is of no use after half a year; its story names its proposer for as long as the story is there. */
export const PROPOSAL_DAYS = 180;

/** Deletes suggestions that were decided more than 180 days ago by the database's clock, with their votes. Gives how many went. */
export const sweepProposals = guarded('sweepProposals', 'system.run', z.object({}), async (ctx) => {
	const gone = await ctx.db.execute<{ n: number }>(sql`
			with gone as (
				delete from proposals where decided_at < clock_timestamp() - make_interval(days => ${PROPOSAL_DAYS})
				returning 1
			)
			select count(*)::int as n from gone`);
	return { proposals: gone[0]!.n };
});
