import { bracketsOf, bracketTable } from '#lib/domain/brackets/brackets.ts';
import { daysBegun, improvedTable } from '#lib/domain/brackets/improved.ts';
import { competes } from '#lib/domain/contest/competes.ts';
import type { PrizeView } from '#lib/domain/contest/view.ts';
import { teamTable } from '#lib/domain/leaderboard/teams.ts';
import { award } from '#lib/domain/prizes/award.ts';
import { seedHash } from '#lib/domain/prizes/draw.ts';
import { prizeRule, prizeTables } from '#lib/domain/prizes/of-result.ts';
import type { ResultContent } from '#lib/domain/results/document.ts';
import { drawsOf } from '#lib/domain/results/draws.ts';
import type { ResultPerson, ResultRow, WonPrize } from '#lib/domain/results/view.ts';
import { lastContests } from '../brackets/last-contests.ts';
import type { Ctx } from '../context.ts';
import { readKeptLots } from '../prizes/kept-lots.ts';
import type { Won } from '../prizes/offer.ts';
import type { LoadedContest } from '../scoring/contest.ts';
import type { Computed, ComputedRow } from './compute.ts';
import type { Member } from './everyone.ts';

/** The tables, prizes and draws of a result: what its document holds beside the names of contest, rules and facts. */
export type Tables = Pick<
	ResultContent,
	'table' | 'teams' | 'brackets' | 'improved' | 'prizes' | 'draws'
>;

const personOf = ({ externalId, name, team }: Member): ResultPerson => ({ externalId, name, team });

const rowOf = ({ rank, member, reachedAt, ...row }: ComputedRow): ResultRow => ({
	rank,
	person: personOf(member),
	...{ points: row.points, clicks: row.clicks, engagement: row.engagement },
	conversions: row.conversions,
	reachedAt: reachedAt?.toISOString() ?? null,
	...unqualified(row),
});

/** Told only of whom it keeps from a rank: the documents of contests that ask for nothing stay the same text. */
const unqualified = ({ qualified }: { qualified: boolean }) =>
	qualified ? {} : { qualified: false as const };

/**
 * Everything that follows from a computed table: teams, brackets, the most improved, who wins which prize, the draws. Also
 * the winners by own ids, for the offers.
 */
export async function composeTables(
	ctx: Pick<Ctx, 'db'>,
	contest: LoadedContest,
	input: { computed: Computed; prizes: readonly PrizeView[]; drawSeed: string },
): Promise<{ tables: Tables; won: Won[] }> {
	const { rules } = contest;
	const { rows, members } = input.computed;
	const byId = new Map(rows.map((row) => [row.id, row.member]));
	const brackets = bracketsOf(
		rules.brackets,
		rows.map(({ id, member: { team, office, groups } }) => ({ id, team, office, groups })),
	).map(({ name, members: inIt }) => ({ name, rows: bracketTable(rows, inIt, rules) }));
	const improved = rules.mostImproved
		? improvedTable(rows, await lastContests(ctx.db, contest.id), daysBegun(rules, rules.endsAt))
		: [];

	const who = (id: string) => byId.get(id)!;
	const tables = {
		table: rows.map(rowOf),
		brackets: brackets.map(({ name, rows: own }) => ({
			name,
			rows: own.map(({ rank, member, points, qualified }) => ({
				...{ rank, person: personOf(member), points },
				...unqualified({ qualified }),
			})),
		})),
		improved: improved.map(({ rank, person, before, now, shown }) => ({
			...{ rank, person: personOf(who(person)), before: before.points, now, shown },
		})),
	};
	const onTables = prizeTables(tables);
	const prizeRules = input.prizes.map(prizeRule);
	const kept = await readKeptLots(ctx, contest.id);
	const awards = award(prizeRules, onTables, input.drawSeed, kept);
	const prizes = input.prizes.map((prize, i): WonPrize => {
		const { kind, name, value, currency, ranking, bracket } = prize;
		return {
			...{ prize: i + 1, kind, name, value, currency, ranking, bracket },
			winners: awards[i]!.winners.map(({ person, ...won }) => ({
				person: personOf(who(person)),
				...won,
			})),
		};
	});
	return {
		tables: {
			...tables,
			teams: teamTable(
				rows.map(({ member, points }) => ({ team: member.team, points })),
				competingMembers(contest, members),
				rules.teams,
			),
			prizes,
			draws: drawsOf(prizeRules, awards, onTables, {
				names: input.prizes.map(({ name }) => name),
				seed: input.drawSeed,
				seedHash: seedHash(input.drawSeed),
			}),
		},
		won: input.prizes.map((prize, i) => ({
			prizeId: prize.id,
			winners: awards[i]!.winners.map(({ person, rank }, order) => ({
				personId: who(person).id,
				place: prize.kind === 'draw' ? order + 1 : rank,
			})),
		})),
	};
}

/** How many of each team compete, with points or without: they divide an average. */
function competingMembers(contest: LoadedContest, members: readonly Member[]): Map<string, number> {
	const isCompeting = competes(contest.rules.exclude);
	const counts = new Map<string, number>();
	for (const { externalId: id, team, groups } of members) {
		if (isCompeting({ id, team, groups })) counts.set(team, (counts.get(team) ?? 0) + 1);
	}
	return counts;
}
