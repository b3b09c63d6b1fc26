import { sql } from 'drizzle-orm';
import type { Reminder } from '#lib/domain/sharing/view.ts';
import type { Ctx } from '../context.ts';

/** A person's reminders that have not come yet, the next one first; of one story, or of all. */
export async function waitingReminders(
	ctx: Ctx,
	personId: string,
	postId: string | null = null,
): Promise<Reminder[]> {
	const rows = await ctx.db.execute<Omit<Reminder, 'post'> & { postId: string; title: string }>(sql`
		select r.id, p.id as "postId", p.title, r.networks, r.due_at as "dueAt"
		from share_reminders r join posts p on p.id = r.post_id
		where r.person_id = ${personId}::uuid and r.sent_at is null
			and (${postId}::uuid is null or p.id = ${postId}::uuid)
		order by r.due_at, r.id`);
	return rows.map(({ id, postId: post, title, networks, dueAt }) => ({
		...{ id, post: { id: post, title }, networks },
		dueAt: new Date(dueAt).toISOString(),
	}));
}
