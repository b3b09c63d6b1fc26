import type { PrizeView } from '../contest/view.ts';
import type { BoardRow } from '../live/events.ts';

/**
 * The names of those who hold a prize's places in the main table, in order, or who have what was drawn; empty where these
 * rows say nothing of it: a prize of a bracket or of the most improved has a table of its own.
 */
export function holderNames(prize: PrizeView, rows: readonly BoardRow[]): string[] {
	if (prize.drawn) return prize.drawn;
	if (prize.kind !== 'place' || prize.ranking !== 'main' || prize.fromPlace === null) return [];
	const from = prize.fromPlace;
	const to = prize.toPlace ?? from;
	return rows
		.filter(({ rank }) => rank !== null && rank >= from && rank <= to)
		.map(({ person }) => person.name);
}
