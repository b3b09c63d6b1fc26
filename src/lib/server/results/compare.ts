import { Failure } from '#lib/domain/failure.ts';
import type { Standing } from '#lib/domain/scoring/standing.ts';
import { allStandings } from '../boards/standing-rows.ts';
import type { Ctx } from '../context.ts';
import type { LoadedContest } from '../scoring/contest.ts';
import type { Computed } from './compute.ts';

const MOST_NAMED = 10;
const FIGURES = ['points', 'clicks', 'engagement', 'conversions'] as const;

/**
 * Compares what was computed anew with the standings that everybody has been looking at. They are a cache of the same
 * thing; should they ever differ nobody is to sign either. Throws Failure `conflict`, reason `standings_differ`, naming
 * the first people (external ids) and their figures.
 */
export async function assertSameStandings(
	ctx: Pick<Ctx, 'db'>,
	contest: LoadedContest,
	{ rows }: Computed,
): Promise<void> {
	const shown = new Map(
		(await allStandings(ctx.db, contest.id))
			.filter(({ owner }) => owner.listed)
			.map(({ externalId, owner }) => [externalId, owner]),
	);
	const wrong: { path: string; message: string }[] = [];
	for (const row of rows) {
		const stored = shown.get(row.id);
		shown.delete(row.id);
		if (!stored) wrong.push({ path: row.id, message: `has ${row.points} points and no standing` });
		else if (!same(stored, row)) {
			const message = `has ${row.points} points by the facts and ${stored.points} in the standings`;
			wrong.push({ path: row.id, message });
		}
	}
	for (const [path, { points }] of shown) {
		wrong.push({ path, message: `has ${points} points in the standings and no fact that counts` });
	}
	if (wrong.length === 0) return;
	throw new Failure(
		'conflict',
		`The standings differ from what the facts give, for ${wrong.length} people. The contest is being scored anew; try again then.`,
		{ reason: 'standings_differ', errors: wrong.slice(0, MOST_NAMED) },
	);
}

function same(a: Standing, b: Omit<Standing, 'listed'>): boolean {
	return (
		FIGURES.every((figure) => a[figure] === b[figure]) &&
		a.reachedAt?.getTime() === b.reachedAt?.getTime()
	);
}
