import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { guarded } from '../context.ts';

/** What nobody went on writing for three months is not meant to be shared any more. */
export const DRAFT_DAYS = 90;
/** A sent reminder stands in the notices. */
export const REMINDER_DAYS = 30;

/** Deletes drafts 90 days after their last change and reminders 30 days after their notice. Gives how many went. */
export const sweepSharing = guarded('sweepSharing', 'system.run', z.object({}), async (ctx) => {
	const [gone] = await ctx.db.execute<{ drafts: number; reminders: number }>(sql`
		with drafts as (
			delete from share_drafts where updated_at < clock_timestamp() - make_interval(days => ${DRAFT_DAYS})
			returning 1
		), reminders as (
			delete from share_reminders where sent_at < clock_timestamp() - make_interval(days => ${REMINDER_DAYS})
			returning 1
		)
		select (select count(*)::int from drafts) as drafts, (select count(*)::int from reminders) as reminders`);
	return gone!;
});
