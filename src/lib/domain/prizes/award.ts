import { compareCodePoints } from '../scoring/fact-order.ts';
import { byLots, lotsBy, type Lots } from './draw.ts';

/** Which of a contest's tables a prize is won in; everybody's, unless said otherwise. */
type InTable = {
	ranking?: 'main' | 'improved' | 'bracket' | undefined;
	/** The bracket's name. */
	bracket?: string | null | undefined;
	/** How many there are to give; null or missing is as many as are won. */
	stock?: number | null | undefined;
};

/** What decides who wins a prize. `contest/new-contest.ts` parses it; name and value don't matter here. */
export type PrizeRule = InTable &
	(
		| /** `toPlace` null or missing: the one place. */
		  { kind: 'place'; fromPlace: number; toPlace?: number | null | undefined }
		| { kind: 'threshold'; minPoints: number }
		| { kind: 'draw'; winners: number; minPoints: number; excludePlaceWinners: boolean }
	);

/** A row of a final table, as far as prizes need it. `person` is the external id, `points` those of the contest. */
export type PrizeRow = {
	person: string;
	rank: number | null;
	points: number;
	/** False: they lack what a rank asks for beside clicks, and win nothing. */
	qualified?: boolean | undefined;
};

/** The final tables that prizes are won in; in one that is not there nobody wins. */
export type PrizeTables = {
	main: readonly PrizeRow[];
	improved?: readonly PrizeRow[] | undefined;
	/** By the bracket's name. */
	brackets?: ReadonlyMap<string, readonly PrizeRow[]> | undefined;
};

export type Winner = {
	person: string;
	rank: number | null;
	points: number;
	/** The lot that won, for a draw and where lots decided who of a shared place gets what there is; see draw.ts. */
	lot: string | null;
};

export type Award = {
	/** The prize's place in the contest's list, from 1. */
	prize: number;
	winners: Winner[];
};

/**
 * Who wins what under the final tables, one award per prize, in the list's order. A shared place gives each holder the
 * prize of that place, and the places it skips go to nobody. Thresholds and draws take everyone in the table with at
 * least so many points, with a rank or without, but for who is not qualified for one. Winners stand in the table's order, a draw's in the order of their
 * lots. Where there are fewer pieces than winners the better places have them, and lots decide within a shared one.
 * Throws Failure `conflict` when lots are to decide and there is no seed.
 */
export function award(
	prizes: readonly PrizeRule[],
	tables: PrizeTables,
	seed: string | null,
	kept: KeptLots = noneKept,
): Award[] {
	const lots = lotsBy(seed, kept);
	const wonPlace = placeWinners(prizes, tables, lots);
	return prizes.map((prize, i) => {
		const table = tableOf(prize, tables);
		if (prize.kind !== 'draw')
			return { prize: i + 1, winners: inStock(prize, i + 1, deserving(prize, table), lots) };
		const line = drawLine(prize, i + 1, table, wonPlace, lots);
		return { prize: i + 1, winners: line.slice(0, Math.min(prize.winners, stockOf(prize))) };
	});
}

/**
 * Who is to have a piece that nobody has taken, or null. `passedOver` are the external ids of everybody to whom this
 * prize was offered already. A place's piece goes down its table to the first who won no place of that table, a threshold's to
 * the next who reached it and found none left, a draw's to the next lot; lots decide within a shared place. Throws
 * Failure `conflict` when there is no seed.
 */
export function nextInLine(
	prizes: readonly PrizeRule[],
	number: number,
	tables: PrizeTables,
	seed: string | null,
	passedOver: ReadonlySet<string>,
	kept: KeptLots = noneKept,
): Winner | null {
	const prize = prizes[number - 1];
	if (!prize) return null;
	const lots = lotsBy(seed, kept);
	const table = tableOf(prize, tables);
	const free = ({ person }: Winner) => !passedOver.has(person);
	if (prize.kind === 'draw') {
		const wonPlace = placeWinners(prizes, tables, lots);
		return drawLine(prize, number, table, wonPlace, lots).find(free) ?? null;
	}
	if (prize.kind === 'threshold')
		return byLot(deserving(prize, table), number, lots).find(free) ?? null;
	const sameTable = prizes.map((other) =>
		other.kind === 'place' && tableKey(other) === tableKey(prize) ? other : null,
	);
	const holders = new Set(
		sameTable.flatMap((other, i) =>
			other ? inStock(other, i + 1, deserving(other, table), lots).map(({ person }) => person) : [],
		),
	);
	const below = table.filter(
		({ person, rank }) => rank !== null && rank >= prize.fromPlace && !holders.has(person),
	);
	return byLot(below.map(withoutLot), number, lots).find(free) ?? null;
}

/** Lots that are as they were, of whom the external id is not known any more; null for all others. */
export type KeptLots = (prize: number, person: string) => string | null;
const noneKept: KeptLots = () => null;

const stockOf = ({ stock }: InTable) => stock ?? Infinity;
const tableKey = ({ ranking, bracket }: InTable) =>
	ranking === 'bracket' ? `bracket ${bracket}` : (ranking ?? 'main');

function tableOf(prize: InTable, tables: PrizeTables): readonly PrizeRow[] {
	if (prize.ranking === 'bracket') return tables.brackets?.get(prize.bracket ?? '') ?? [];
	return (prize.ranking === 'improved' ? tables.improved : tables.main) ?? [];
}

/** Everybody who wins a place, in whichever table. */
function placeWinners(prizes: readonly PrizeRule[], tables: PrizeTables, lots: Lots): Set<string> {
	const won = new Set<string>();
	for (const [i, prize] of prizes.entries()) {
		if (prize.kind !== 'place') continue;
		const winners = inStock(prize, i + 1, deserving(prize, tableOf(prize, tables)), lots);
		for (const { person } of winners) won.add(person);
	}
	return won;
}

function deserving(
	prize: Exclude<PrizeRule, { kind: 'draw' }>,
	table: readonly PrizeRow[],
): Winner[] {
	if (prize.kind === 'threshold')
		return table
			.filter(({ points, qualified = true }) => qualified && points >= prize.minPoints)
			.map(withoutLot);
	const last = prize.toPlace ?? prize.fromPlace;
	return table
		.filter(({ rank }) => rank !== null && rank >= prize.fromPlace && rank <= last)
		.map(withoutLot);
}

function drawLine(
	prize: PrizeRule & { kind: 'draw' },
	number: number,
	table: readonly PrizeRow[],
	wonPlace: ReadonlySet<string>,
	lots: Lots,
): Winner[] {
	const entered = new Map<string, PrizeRow>();
	for (const row of table) {
		if (row.qualified === false || row.points < prize.minPoints) continue;
		if (prize.excludePlaceWinners && wonPlace.has(row.person)) continue;
		entered.set(row.person, row);
	}
	return byLots(lots, number, entered.keys()).map(({ id, lot }) => ({
		...withoutLot(entered.get(id)!),
		lot,
	}));
}

/** As many as there are pieces, in the table's order; whom lots have chosen bear theirs. */
function inStock(prize: PrizeRule, number: number, winners: Winner[], lots: Lots): Winner[] {
	const stock = stockOf(prize);
	if (winners.length <= stock) return winners;
	const chosen = new Map(
		byLot(winners, number, lots)
			.slice(0, stock)
			.map((winner) => [winner.person, winner]),
	);
	return winners.flatMap(({ person }) => chosen.get(person) ?? []);
}

/** By place, who has none last; those of one place by their lots, which they then bear. */
function byLot(winners: Winner[], number: number, lots: Lots): Winner[] {
	const sharing = new Map<number | null, number>();
	for (const { rank } of winners) sharing.set(rank, (sharing.get(rank) ?? 0) + 1);
	return winners
		.map((winner) =>
			sharing.get(winner.rank) === 1 ? winner : { ...winner, lot: lots(number, winner.person) },
		)
		.sort(
			(a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || compareCodePoints(a.lot!, b.lot!),
		);
}

function withoutLot({ person, rank, points }: PrizeRow): Winner {
	return { person, rank, points, lot: null };
}
