import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { KEPT_DAYS } from '#lib/domain/prizes/state.ts';
import { guarded } from '../context.ts';

/** Empties what was told for deliveries that were handed over 30 days ago, by the database's clock. Gives how many. */
export const sweepDeliveries = guarded(
	'sweepDeliveries',
	'system.run',
	z.strictObject({}),
	async (ctx) => {
		const emptied = await ctx.db.execute(sql`
			update prize_awards set delivery = null
			where delivery is not null and state = 'handed_over'
				and updated_at < now() - make_interval(days => ${KEPT_DAYS})
			returning id`);
		return { emptied: emptied.length };
	},
);
