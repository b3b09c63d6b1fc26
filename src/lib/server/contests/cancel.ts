import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { textSchema } from '#lib/domain/text.ts';
import { guarded } from '../context.ts';
import { notify } from '../notices/notify.ts';
import { competitors } from './competitors.ts';
import { doDeed } from './deed.ts';

/** Cancels a contest that is not final, with a reason that everybody reads. Throws as freezeContest. */
export const cancelContest = guarded(
	'cancelContest',
	'contests.write',
	z.strictObject({
		contest: z.string().min(1).max(100),
		/** ContestView.revision as it was read. */
		revision: z.int().min(1),
		reason: textSchema(1000),
	}),
	(ctx, { contest, revision, reason }) =>
		doDeed(
			ctx,
			'cancel',
			{ contest, revision },
			({ now }) => ({
				set: sql`cancelled_at = ${now.toISOString()}::timestamptz, cancel_reason = ${reason}`,
				details: { cancelledAt: now, reason },
			}),
			async (tx, { id, slug, name, rules, publishedAt }) => {
				// Nobody has heard of a draft.
				if (!publishedAt) return;
				await notify(tx, {
					people: await competitors(tx, rules.exclude),
					kind: 'contest_cancelled',
					params: { contest: { slug, name }, reason },
					key: `cancelled ${id}`,
				});
			},
		),
);
