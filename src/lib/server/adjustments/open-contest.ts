import { sql } from 'drizzle-orm';
import { Failure } from '#lib/domain/failure.ts';
import type { Ctx } from '../context.ts';

export type OpenContest = { id: string; slug: string; name: string };

/**
 * The contest by slug or own id, kept from being made final meanwhile (that takes FOR UPDATE); scoring goes on beside
 * this. Throws Failure `not_found`, or `conflict` (contest_final, contest_cancelled).
 */
export async function openContest(
	tx: Ctx,
	by: { slug: string } | { id: string },
): Promise<OpenContest> {
	const which = 'slug' in by ? sql`slug = ${by.slug}` : sql`id = ${by.id}::uuid`;
	const rows = (await tx.db.execute(sql`
		select id, slug, name, final_at is not null as final, cancelled_at is not null as cancelled
		from contests where ${which} for key share
	`)) as unknown as (OpenContest & { final: boolean; cancelled: boolean })[];
	const [contest] = rows;
	if (!contest) throw new Failure('not_found', 'There is no such contest.');
	if (contest.final)
		throw new Failure('conflict', 'The contest is final.', { reason: 'contest_final' });
	if (contest.cancelled)
		throw new Failure('conflict', 'The contest was cancelled.', { reason: 'contest_cancelled' });
	return { id: contest.id, slug: contest.slug, name: contest.name };
}
