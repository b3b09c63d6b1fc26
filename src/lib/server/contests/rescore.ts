import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { contestIdOf } from './find.ts';

/**
 * Has the contests scored anew that ask people to accept the guidelines and have not begun, in the caller's transaction:
 * another version is in force now, and older acceptances are no longer the ones that they ask for.
 */
export async function rescoreAskingForGuidelines(tx: Ctx): Promise<void> {
	await tx.db.execute(sql`
		update contests c set rescore_needed = true from contest_rules r
		where r.contest_id = c.id and r.version = c.rules_version
			and r.rules -> 'requires' @> '["guidelines"]'::jsonb
			and c.starts_at >= ${tx.now.toISOString()}::timestamptz and c.final_at is null`);
	await tx.db.execute(sql`select pg_notify('marks', '')`);
}

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
