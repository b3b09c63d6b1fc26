import { sql } from 'drizzle-orm';
import type { OpenCount } from '#lib/domain/integrity/view.ts';
import type { Ctx } from '../context.ts';

/**
 * What waits for a decision in the contest (its own id), in the caller's transaction: finalising waits until all are 0.
 * For verbs that have authorised already. Whatever opens or decides one of these holds the contest's row FOR KEY SHARE,
 * so that who holds it FOR UPDATE reads a count that stays.
 */
export async function openCount(ctx: Pick<Ctx, 'db'>, contestId: string): Promise<OpenCount> {
	const [row] = (await ctx.db.execute(sql`
		select
			(select count(*)::int from integrity_flags where contest_id = ${contestId}::uuid and state = 'open') as flags,
			(select count(*)::int from disputes where contest_id = ${contestId}::uuid and state = 'open') as disputes,
			(select count(*)::int from adjustment_requests where contest_id = ${contestId}::uuid and state = 'open')
				as requests
	`)) as unknown as OpenCount[];
	return row ?? { flags: 0, disputes: 0, requests: 0 };
}
