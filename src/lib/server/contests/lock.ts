import { sql } from 'drizzle-orm';
import { Failure } from '#lib/domain/failure.ts';
import { loadContest } from '../boards/contest.ts';
import type { Ctx } from '../context.ts';
import type { LoadedContest } from '../scoring/contest.ts';

/** A contest that nobody else changes until the transaction ends. `now` is the database's clock. */
export type LockedContest = LoadedContest & { name: string; revision: number };

/**
 * Locks a contest for an owner's deed, in the caller's transaction, and reads it as it then is. Facts go on being
 * recorded and scored beside it. Throws Failure `not_found`.
 */
export async function lockContest(
	tx: Ctx,
	by: { slug: string } | { id: string },
): Promise<LockedContest> {
	const where = 'slug' in by ? sql`slug = ${by.slug}` : sql`id = ${by.id}`;
	const [row] = (await tx.db.execute(sql`
		select id, name, revision from contests where ${where} for no key update
	`)) as unknown as { id: string; name: string; revision: number }[];
	// A statement of its own: it sees what whoever held the lock before has committed.
	const contest = row && (await loadContest(tx.db, { id: row.id }));
	if (!contest) throw new Failure('not_found', 'There is no such contest.');
	return { ...contest, name: row.name, revision: row.revision };
}

/** Throws Failure `conflict`, reason `contest_changed`, when somebody changed the contest since `revision`. */
export function assertRevision(contest: LockedContest, revision: number): void {
	if (contest.revision === revision) return;
	throw new Failure('conflict', 'Somebody changed the contest meanwhile. Look at it again first.', {
		reason: 'contest_changed',
		errors: [{ path: 'revision', message: `is now ${contest.revision}` }],
	});
}
