import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { textSchema } from '#lib/domain/text.ts';
import { guarded } from '../context.ts';
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
		doDeed(ctx, 'cancel', { contest, revision }, ({ now }) => ({
			set: sql`cancelled_at = ${now.toISOString()}::timestamptz, cancel_reason = ${reason}`,
			details: { cancelledAt: now, reason },
		})),
);
