import { isFrozen } from '#lib/domain/contest/phase.ts';
import type { ClosingRow } from '#lib/domain/contest/life.ts';
import { rankTable } from '#lib/domain/leaderboard/rank.ts';
import { allStandings } from '../boards/standing-rows.ts';
import type { Ctx } from '../context.ts';
import type { LoadedContest } from '../scoring/contest.ts';

/**
 * The whole public table of a contest as its standings have it now, under the rules that hold now: what is frozen stays
 * hidden. In one look, so that no scoring shows halfway.
 */
export async function closingTableOf(ctx: Ctx, contest: LoadedContest): Promise<ClosingRow[]> {
	const standings = await allStandings(ctx.db, contest.id);
	const audience = isFrozen(contest, contest.rules, contest.now) ? 'public' : 'owner';
	const people = new Map(standings.map((row) => [row.externalId, row]));
	const listed = standings
		.filter((row) => row[audience].listed)
		.map((row) => ({ id: row.externalId, name: row.name, ...row[audience] }));
	return rankTable(listed, contest.rules).map(({ rank, id, name, ...figures }) => ({
		rank,
		person: { externalId: id, name, team: people.get(id)?.team ?? '' },
		points: figures.points,
		clicks: figures.clicks,
		engagement: figures.engagement,
		conversions: figures.conversions,
		reachedAt: figures.reachedAt?.toISOString() ?? null,
	}));
}
