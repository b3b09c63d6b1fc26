import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { guarded } from '../context.ts';
import { doDeed } from './deed.ts';

/** Publishes a contest that was made as a draft. Throws as freezeContest. */
export const publishContest = guarded(
	'publishContest',
	'contests.write',
	z.strictObject({
		contest: z.string().min(1).max(100),
		/** ContestView.revision as it was read. */
		revision: z.int().min(1),
	}),
	(ctx, input) =>
		doDeed(ctx, 'publish', input, ({ now }) => ({
			set: sql`published_at = ${now.toISOString()}::timestamptz`,
			details: { publishedAt: now },
		})),
);
