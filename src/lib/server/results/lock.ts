import { sql } from 'drizzle-orm';
import { Failure } from '#lib/domain/failure.ts';
import { assertVisible, loadContest } from '../boards/contest.ts';
import { contestIdOf } from '../contests/find.ts';
import type { Ctx } from '../context.ts';
import { CONTEST_LOCK, type LoadedContest } from '../scoring/contest.ts';

/** What a result needs of a contest beside its rules and state. */
export type Locked = { contest: LoadedContest; name: string; revision: number; drawSeed: string };

type Row = { name: string; revision: number; drawSeed: string };

/**
 * Takes a contest for the rest of the transaction: first the lock under which alone its standings are written, then its
 * row FOR UPDATE, which waits for whoever is recording facts, voids or adjustments for it and keeps others out. In
 * this order, or a rescore that is about to write the row would wait for ever. Throws Failure `not_found`, and
 * `conflict` (reason `stale`) when the contest was changed since `revision`.
 */
export async function lockContest(
	tx: Ctx,
	input: { contest: string; revision?: number | undefined },
): Promise<Locked> {
	const id = await contestIdOf(tx, input.contest);
	await tx.db.execute(
		sql`select pg_advisory_xact_lock(hashtextextended(${id}, ${CONTEST_LOCK}::bigint))`,
	);
	const [row] = (await tx.db.execute(sql`
		select name, revision, draw_seed as "drawSeed" from contests where id = ${id} for update
	`)) as unknown as Row[];
	return locked(await loadContest(tx.db, { id }), row, input.revision);
}

/** The same without holding anything: for a look at what would be fixed. */
export async function lookAtContest(ctx: Ctx, slug: string): Promise<Locked> {
	const contest = await loadContest(ctx.db, { slug });
	assertVisible(ctx.actor, contest);
	const [row] = (await ctx.db.execute(sql`
		select name, revision, draw_seed as "drawSeed" from contests where id = ${contest.id}
	`)) as unknown as Row[];
	return locked(contest, row, undefined);
}

function locked(
	contest: LoadedContest | null,
	row: Row | undefined,
	revision: number | undefined,
): Locked {
	if (!contest || !row) throw new Failure('not_found', 'There is no such contest.');
	if (revision !== undefined && revision !== row.revision) {
		throw new Failure('conflict', 'The contest was changed since you looked at it.', {
			reason: 'stale',
			errors: [{ path: 'revision', message: `is ${row.revision} now` }],
		});
	}
	return { contest, ...row };
}
