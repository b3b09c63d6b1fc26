import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { guarded } from '../context.ts';

/** How long what was sent, and what came of it, can be looked up. */
export const LOG_DAYS = 30;

/**
 * Deletes deliveries with their attempts after 30 days by the database's clock, empties what was sent (names of people
 * stand in it; its key stays, so that it is never told twice), and forgets secrets that are over. Gives how many of each.
 */
export const sweepWebhooks = guarded('sweepWebhooks', 'system.run', z.object({}), async (ctx) => {
	const old = sql`created_at < clock_timestamp() - make_interval(days => ${LOG_DAYS})`;
	const count = async (statement: ReturnType<typeof sql>) =>
		(
			await ctx.db.execute<{ n: number }>(sql`
			with gone as (${statement} returning 1) select count(*)::int as n from gone`)
		)[0]!.n;
	return {
		deliveries: await count(sql`delete from webhook_deliveries where ${old}`),
		bodies: await count(sql`update webhook_messages set body = '' where body <> '' and ${old}
			and not exists (select from webhook_deliveries d where d.message_id = webhook_messages.id)`),
		secrets: await count(sql`delete from webhook_secrets where ends_at < clock_timestamp()`),
	};
});
