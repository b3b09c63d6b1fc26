import type { Award, PrizeRow, PrizeRule, PrizeTables } from '../prizes/award.ts';
import type { ResultDraw } from './view.ts';

/**
 * The draws among the prizes, each with who took part, so that anybody can do it again from the seed alone: everyone in
 * the prize's table with at least so many points who is qualified for a rank, without those who won a place if the rule says so.
 */
export function drawsOf(
	prizes: readonly PrizeRule[],
	awards: readonly Award[],
	tables: PrizeTables,
	about: { names: readonly string[]; seed: string; seedHash: string },
): ResultDraw[] {
	const placed = new Set<string>();
	for (const [i, prize] of prizes.entries()) {
		if (prize.kind !== 'place') continue;
		for (const { person } of awards[i]!.winners) placed.add(person);
	}
	return prizes.flatMap((prize, i): ResultDraw[] => {
		if (prize.kind !== 'draw') return [];
		const takesPart = ({ person, points, qualified = true }: PrizeRow) =>
			qualified && points >= prize.minPoints && !(prize.excludePlaceWinners && placed.has(person));
		return [
			{
				prize: i + 1,
				name: about.names[i]!,
				seed: about.seed,
				seedHash: about.seedHash,
				entrants: tableOf(prize, tables)
					.filter(takesPart)
					.map(({ person }) => person),
				winners: awards[i]!.winners.map(({ person }) => person),
			},
		];
	});
}

function tableOf({ ranking, bracket }: PrizeRule, tables: PrizeTables): readonly PrizeRow[] {
	if (ranking === 'bracket') return tables.brackets?.get(bracket ?? '') ?? [];
	return (ranking === 'improved' ? tables.improved : tables.main) ?? [];
}
