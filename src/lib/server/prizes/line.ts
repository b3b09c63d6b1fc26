import { asc, desc, eq, inArray } from 'drizzle-orm';
import {
	nextInLine,
	type KeptLots,
	type PrizeRule,
	type PrizeTables,
} from '#lib/domain/prizes/award.ts';
import { prizeRule, prizeTables } from '#lib/domain/prizes/of-result.ts';
import { readDocument } from '#lib/domain/results/document.ts';
import type { PrizeView } from '#lib/domain/contest/view.ts';
import type { Ctx } from '../context.ts';
import { contests, prizes } from '../db/schema/contests.ts';
import { people } from '../db/schema/people.ts';
import { contestResults, prizeAwards } from '../db/schema/results.ts';
import { readKeptLots } from './kept-lots.ts';

/** What decides who is next for any of a contest's prizes, by its newest result. */
export type Line = {
	resultId: string;
	prizeIds: string[];
	rules: PrizeRule[];
	tables: PrizeTables;
	seed: string;
	kept: KeptLots;
	/** External ids of everybody who was ever offered a prize, by its id. */
	offered: Map<string, Set<string>>;
	/** External ids of those who have a prize in force, by its id. */
	holding: Map<string, Set<string>>;
	/** External ids of those who have left. */
	gone: Set<string>;
};

/** Reads the line of a contest (own id). Null before there is a result. */
export async function readLine(ctx: Pick<Ctx, 'db'>, contestId: string): Promise<Line | null> {
	const [result] = await ctx.db
		.select({
			id: contestResults.id,
			document: contestResults.document,
			seed: contests.drawSeed,
		})
		.from(contestResults)
		.innerJoin(contests, eq(contests.id, contestResults.contestId))
		.where(eq(contestResults.contestId, contestId))
		.orderBy(desc(contestResults.number))
		.limit(1);
	if (!result) return null;
	const rows = await ctx.db
		.select()
		.from(prizes)
		.where(eq(prizes.contestId, contestId))
		.orderBy(asc(prizes.position));
	const awards = await ctx.db
		.select({
			prizeId: prizeAwards.prizeId,
			state: prizeAwards.state,
			externalId: people.externalId,
		})
		.from(prizeAwards)
		.innerJoin(people, eq(people.id, prizeAwards.personId))
		.where(eq(prizeAwards.contestId, contestId));
	const gone = await ctx.db
		.select({ externalId: people.externalId })
		.from(people)
		.where(eq(people.active, false));
	const [offered, holding] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()];
	const note = (map: Map<string, Set<string>>, prizeId: string, person: string) =>
		map.set(prizeId, (map.get(prizeId) ?? new Set()).add(person));
	for (const { prizeId, state, externalId } of awards) {
		note(offered, prizeId, externalId);
		if (state !== 'declined' && state !== 'withdrawn') note(holding, prizeId, externalId);
	}
	return {
		resultId: result.id,
		prizeIds: rows.map(({ id }) => id),
		rules: rows.map((row) =>
			prizeRule({
				...row,
				kind: row.kind as PrizeView['kind'],
				ranking: row.ranking as PrizeView['ranking'],
				excludePlaceWinners: row.excludePlaceWinners ?? false,
			}),
		),
		tables: prizeTables(readDocument(result.document)),
		seed: result.seed,
		kept: await readKeptLots(ctx, contestId),
		offered,
		holding,
		gone: new Set(gone.map(({ externalId }) => externalId)),
	};
}

/**
 * Who is to be offered a piece of this prize next, or null: whoever was offered it before is passed over, whoever has left,
 * and for a place whoever has one of the same table's places by being next in line themselves.
 */
export function nextOf(
	line: Line,
	prizeId: string,
): { externalId: string; rank: number | null } | null {
	const index = line.prizeIds.indexOf(prizeId);
	const prize = line.rules[index];
	if (!prize) return null;
	const over = new Set([...(line.offered.get(prizeId) ?? []), ...line.gone]);
	if (prize.kind === 'place')
		for (const [i, other] of line.rules.entries())
			if (
				other.kind === 'place' &&
				other.ranking === prize.ranking &&
				other.bracket === prize.bracket
			)
				for (const person of line.holding.get(line.prizeIds[i]!) ?? []) over.add(person);
	const next = nextInLine(line.rules, index + 1, line.tables, line.seed, over, line.kept);
	return next && { externalId: next.person, rank: next.rank };
}

/** The people behind external ids; who is no longer known is left out. */
export async function peopleOf(
	ctx: Pick<Ctx, 'db'>,
	externalIds: readonly string[],
): Promise<Map<string, { id: string; name: string }>> {
	if (externalIds.length === 0) return new Map();
	const rows = await ctx.db
		.select({ id: people.id, externalId: people.externalId, name: people.name })
		.from(people)
		.where(inArray(people.externalId, [...externalIds]));
	return new Map(rows.map(({ externalId, ...row }) => [externalId, row]));
}
