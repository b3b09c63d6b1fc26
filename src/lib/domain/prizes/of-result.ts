import type { PrizeView } from '../contest/view.ts';
import type { ResultContent } from '../results/document.ts';
import type { PrizeRule, PrizeRow, PrizeTables } from './award.ts';

/** A prize as it is decided. Throws Error when it lacks what its kind needs: such a prize was never stored. */
export function prizeRule(
	prize: Pick<
		PrizeView,
		| 'kind'
		| 'fromPlace'
		| 'toPlace'
		| 'minPoints'
		| 'winners'
		| 'excludePlaceWinners'
		| 'ranking'
		| 'bracket'
		| 'stock'
	>,
): PrizeRule {
	const { kind, ranking, bracket, stock, fromPlace, toPlace, excludePlaceWinners } = prize;
	const where = { ranking, bracket, stock };
	const minPoints = prize.minPoints ?? 0;
	if (kind === 'threshold') return { kind, ...where, minPoints };
	if (kind === 'draw')
		return { kind, ...where, winners: wanted(prize.winners), minPoints, excludePlaceWinners };
	return { kind, ...where, fromPlace: wanted(fromPlace), toPlace };
}

function wanted(count: number | null): number {
	if (count === null) throw new Error('A prize lacks its number of places or winners.');
	return count;
}

type Tables = Pick<ResultContent, 'table' | 'brackets' | 'improved'>;

/** The tables of a result as prizes are decided on them, people by their external ids. */
export function prizeTables({ table, brackets, improved }: Tables): PrizeTables {
	const row = (one: {
		rank: number | null;
		person: { externalId: string };
		points: number;
		qualified?: false;
	}): PrizeRow => ({
		...{ person: one.person.externalId, rank: one.rank, points: one.points },
		qualified: one.qualified,
	});
	return {
		main: table.map(row),
		improved: improved.map(({ rank, person, now }) => row({ rank, person, points: now })),
		brackets: new Map(brackets.map(({ name, rows }) => [name, rows.map(row)])),
	};
}
