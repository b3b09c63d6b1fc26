import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { monthSchema } from '#lib/domain/showcase/month.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { notify } from '../notices/notify.ts';
import { lockedEdition } from './edition.ts';

/**
 * Asks the authors of the posts that have a place and were neither asked nor answered for: each gets one question. Those who always
 * or never agree are not asked. Gives how many were asked. Throws Failure `not_found`.
 */
export const askAuthors = guarded(
	'askAuthors',
	'showcase.curate',
	z.strictObject({ month: monthSchema }),
	(ctx, { month }): Promise<{ asked: number }> =>
		withTransaction(ctx, async (tx) => {
			await lockedEdition(tx, month);
			const asked = (await tx.db.execute(sql`
				update showcase_entries e set asked_at = ${tx.now.toISOString()}::timestamptz
				from posts po
				where e.month = ${month} and po.id = e.post_id and e.place is not null and e.asked_at is null
					and e.answer is null and not exists (select from showcase_authors a
						where a.person_id = e.person_id and a.permission <> 'ask')
				returning e.id, e.person_id as "personId", po.title
			`)) as unknown as { id: string; personId: string; title: string }[];
			for (const { id, personId, title } of asked) {
				await notify(tx, {
					people: [personId],
					kind: 'showcase_asked',
					params: { month, title },
					key: `showcase:${id}`,
				});
			}
			if (asked.length > 0)
				await appendAudit(tx, {
					action: 'showcase.asked',
					target: `showcase:${month}`,
					details: { posts: asked.map(({ title }) => title) },
				});
			return { asked: asked.length };
		}),
);
