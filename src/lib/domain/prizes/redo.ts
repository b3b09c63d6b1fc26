import { compareCodePoints } from '../scoring/fact-order.ts';
import { draw, lotOf, seedHash } from './draw.ts';

/**
 * Everything that a draw is done again from. Somebody of the company gets the ids of those who took part; everybody else
 * other names for them, and their lots instead of their ids (`lotsOnly`).
 */
export type DrawList = {
	contest: string;
	/** The prize's place in the contest's list, from 1. */
	prize: number;
	name: string;
	seed: string;
	/** SHA-256 of the seed, published when the contest started. */
	seedHash: string;
	/** How many were to be drawn. */
	winners: number;
	lotsOnly: boolean;
	entrants: { id: string; name: string; lot?: string }[];
	/** Ids in the order in which they were drawn. */
	drawn: string[];
};

export type Redone = {
	/** Whether the seed is the one whose hash was published. */
	seedFits: boolean;
	/** Whether the same people come out, in the same order. */
	same: boolean;
	winners: { id: string; name: string; lot: string }[];
};

/** Does a draw again, as docs/scoring.md says. Pure: the page runs it in the visitor's own browser. */
export function redoDraw(list: DrawList): Redone {
	const names = new Map(list.entrants.map(({ id, name }) => [id, name]));
	const won = list.lotsOnly
		? lotsOf(list).slice(0, list.winners)
		: draw(list.seed, list.prize, names.keys(), list.winners);
	const winners = won.map(({ id, lot }) => ({ id, name: names.get(id)!, lot }));
	return {
		seedFits: seedHash(list.seed) === list.seedHash,
		same:
			winners.length === list.drawn.length && winners.every(({ id }, i) => id === list.drawn[i]),
		winners,
	};
}

/** The lots that the list gives, lowest first. */
function lotsOf({ entrants }: DrawList): { id: string; lot: string }[] {
	return entrants
		.map(({ id, lot }) => ({ id, lot: lot ?? '' }))
		.sort((a, b) => compareCodePoints(a.lot, b.lot));
}

/** The lot of whoever bears this id, and which one it is from 1; null when it is not among those of the list. */
export function findLot(list: DrawList, id: string): { lot: string; place: number } | null {
	const lot = lotOf(list.seed, list.prize, id);
	const place = 1 + lotsOf(list).findIndex((one) => one.lot === lot);
	return place === 0 ? null : { lot, place };
}
