import { sql } from 'drizzle-orm';
import { Failure } from '#lib/domain/failure.ts';
import { may } from '#lib/domain/people/permissions.ts';
import type { ResultHead } from '#lib/domain/results/view.ts';
import { visibleContest } from '../boards/contest.ts';
import { ms } from '../boards/standing-rows.ts';
import type { Ctx } from '../context.ts';
import type { LoadedContest } from '../scoring/contest.ts';

/**
 * A contest whose result the actor may read: it is final, and shown, or the actor is an owner. Throws Failure
 * `not_found`, and `conflict` with reason `not_final` or `held`.
 */
export async function contestWithResult(ctx: Ctx, slug: string): Promise<LoadedContest> {
	const contest = await visibleContest(ctx, slug);
	if (!contest.finalAt) {
		throw new Failure('conflict', 'The contest is not final yet.', { reason: 'not_final' });
	}
	if (contest.heldForReveal && !may(ctx.actor, 'contests.finalize')) {
		throw new Failure('conflict', 'The result is not shown before its reveal.', { reason: 'held' });
	}
	return contest;
}

export type StoredHead = ResultHead & { id: string };

/** Every result of a contest (own id) without its tables, the first one first. */
export async function headsOf(ctx: Pick<Ctx, 'db'>, contestId: string): Promise<StoredHead[]> {
	const rows = (await ctx.db.execute(sql`
		select r.id, r.number, r.sha256, r.replay_sha256 as "replaySha256", r.replay_bytes::float8 as "replayBytes",
			r.facts_digest as "factsDigest", r.facts, r.reason, ${ms(sql`r.created_at`)} as at, p.name as "madeBy"
		from contest_results r left join people p on p.id = r.created_by
		where r.contest_id = ${contestId} order by r.number
	`)) as unknown as (Omit<StoredHead, 'madeAt'> & { at: number })[];
	return rows.map(({ at, ...head }) => ({ ...head, madeAt: new Date(at).toISOString() }));
}

/** One of a contest's results, the newest unless `number` is given. Throws Failure `not_found`. */
export async function headOf(
	ctx: Pick<Ctx, 'db'>,
	contestId: string,
	number: number | undefined,
): Promise<{ head: StoredHead; heads: StoredHead[] }> {
	const heads = await headsOf(ctx, contestId);
	const head = number === undefined ? heads.at(-1) : heads.find((one) => one.number === number);
	if (!head) throw new Failure('not_found', 'There is no such result.', { reason: 'no_result' });
	return { head, heads };
}

/** The stored text of a result, exactly as its hash was taken. */
export async function documentOf(ctx: Pick<Ctx, 'db'>, resultId: string): Promise<string> {
	const [row] = (await ctx.db.execute(
		sql`select document from contest_results where id = ${resultId}`,
	)) as unknown as { document: string }[];
	if (!row) throw new Failure('not_found', 'There is no such result.');
	return row.document;
}
