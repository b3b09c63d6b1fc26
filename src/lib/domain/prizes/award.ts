import { Failure } from '../failure.ts';
import { draw } from './draw.ts';

/** What decides who wins a prize. `contest/new-contest.ts` parses it; name and value don't matter here. */
export type PrizeRule =
	/** `toPlace` null or missing: the one place. */
	| { kind: 'place'; fromPlace: number; toPlace?: number | null | undefined }
	| { kind: 'threshold'; minPoints: number }
	| { kind: 'draw'; winners: number; minPoints: number; excludePlaceWinners: boolean };

/** A row of the final table, as far as prizes need it. `person` is the external id. */
export type PrizeRow = { person: string; rank: number | null; points: number };

export type Award = {
	/** The prize's place in the contest's list, from 1. */
	prize: number;
	winners: {
		person: string;
		rank: number | null;
		points: number;
		/** The lot that won, for a draw; see draw.ts. */
		lot: string | null;
	}[];
};

/**
 * Who wins what under the final table, one award per prize, in the list's order. A shared place gives each holder the
 * prize of that place, and the places it skips go to nobody. Thresholds and draws take everyone in the table with at
 * least so many points, with a rank or without. Winners stand in the table's order, a draw's in the order of their
 * lots. Throws Failure `conflict` when there is a draw and no seed.
 */
export function award(
	prizes: readonly PrizeRule[],
	table: readonly PrizeRow[],
	seed: string | null,
): Award[] {
	const wonPlace = new Set<string>();
	for (const prize of prizes) {
		if (prize.kind !== 'place') continue;
		for (const row of table) if (holdsPlace(row, prize)) wonPlace.add(row.person);
	}
	return prizes.map((prize, i) => ({ prize: i + 1, winners: winnersOf(prize, i + 1) }));

	function winnersOf(prize: PrizeRule, number: number): Award['winners'] {
		switch (prize.kind) {
			case 'place':
				return table.filter((row) => holdsPlace(row, prize)).map(withoutLot);
			case 'threshold':
				return table.filter(({ points }) => points >= prize.minPoints).map(withoutLot);
			case 'draw': {
				if (seed === null) throw new Failure('conflict', 'a draw needs the seed');
				const entered = new Map<string, PrizeRow>();
				for (const row of table) {
					if (row.points < prize.minPoints) continue;
					if (prize.excludePlaceWinners && wonPlace.has(row.person)) continue;
					entered.set(row.person, row);
				}
				return draw(seed, number, entered.keys(), prize.winners).map(({ id, lot }) => ({
					...withoutLot(entered.get(id)!),
					lot,
				}));
			}
		}
	}
}

function holdsPlace(row: PrizeRow, prize: PrizeRule & { kind: 'place' }): boolean {
	const last = prize.toPlace ?? prize.fromPlace;
	return row.rank !== null && row.rank >= prize.fromPlace && row.rank <= last;
}

function withoutLot({ person, rank, points }: PrizeRow): Award['winners'][number] {
	return { person, rank, points, lot: null };
}
