import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { contestIdOf } from './find.ts';

/** Has one contest scored anew from its facts: the way out when a standing is doubted. Throws Failure `not_found`. */
export const requestRescore = guarded(
	'requestRescore',
	'contests.write',
	z.strictObject({ contest: z.string().min(1).max(100) }),
	(ctx, { contest }) =>
		withTransaction(ctx, async (tx) => {
			const id = await contestIdOf(tx, contest);
			await tx.db.execute(sql`update contests set rescore_needed = true where id = ${id}`);
			await appendAudit(tx, { action: 'contest.rescore', target: `contest:${id}` });
			await tx.db.execute(sql`select pg_notify('marks', '')`);
			return { id };
		}),
);
