import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { guarded, withTransaction } from '../context.ts';
import { notify } from '../notices/notify.ts';

/** At most so many a minute: the rest waits for the next one. */
const BATCH = 500;

type Due = {
	id: string;
	personId: string;
	postId: string;
	title: string;
	networks: string[];
	offered: boolean;
};

/**
 * Leaves a notice for every reminder that is due, each once, over any number of instances; for a story that is no longer offered
 * none. Gives how many notices were left.
 */
export const sendReminders = guarded(
	'sendReminders',
	'system.run',
	z.object({}),
	(ctx): Promise<{ reminders: number }> =>
		withTransaction(ctx, async (tx) => {
			const now = sql`${tx.now.toISOString()}::timestamptz`;
			const due = await tx.db.execute<Due>(sql`
				update share_reminders r set sent_at = ${now}
				from posts p
				where p.id = r.post_id and r.id in (
					select id from share_reminders where sent_at is null and due_at <= ${now}
					order by due_at limit ${BATCH} for update skip locked)
				returning r.id, r.person_id as "personId", r.post_id as "postId", p.title, r.networks,
					(p.expires_at is null or p.expires_at > ${now}) as offered`);
			let left = 0;
			for (const { id, personId, postId, title, networks, offered } of due) {
				if (!offered) continue;
				left += await notify(tx, {
					people: [personId],
					kind: 'share_reminder',
					params: { post: { id: postId, title }, networks },
					key: `share_reminder:${id}`,
				});
			}
			return { reminders: left };
		}),
);
