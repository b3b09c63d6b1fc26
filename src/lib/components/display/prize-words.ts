import type { PrizeView } from '#lib/domain/contest/view.ts';
import type { BoardRow } from '#lib/domain/live/events.ts';
import { holderNames } from '#lib/domain/prizes/holders.ts';
import { m } from '#lib/paraglide/messages.js';
import { ofTable } from '../contest/prize-table.ts';
import { money, number, place } from '../format.ts';

/** What a prize is given for: "1st", "4th to 10th", "Everyone over 500 pts", "Newcomers: 1st". */
export const prizeFor = (prize: PrizeView): string => ofTable(prize, placesOf(prize));

function placesOf(prize: PrizeView): string {
	const points = number(prize.minPoints ?? 0);
	if (prize.kind === 'threshold') return m.tv_threshold({ points });
	if (prize.kind === 'draw') {
		const count = prize.winners ?? 1;
		return prize.minPoints ? m.tv_draw({ count, points }) : m.tv_draw_any({ count });
	}
	const from = prize.fromPlace ?? 1;
	const to = prize.toPlace ?? from;
	return to > from ? m.tv_places({ from: place(from), to: place(to) }) : place(from);
}

/** What a prize is worth; its name where it has no price. */
export const prizeWorth = ({ value, currency, name }: PrizeView): string =>
	value !== null && currency !== null ? money(value, currency) : name;

/** What else there is to say of it: its name, where that is not its worth already. */
export const aboutPrize = (prize: PrizeView): string =>
	prizeWorth(prize) === prize.name ? (prize.description ?? '') : prize.name;

/** Who holds its places in the table, or was drawn, by name; empty where the table does not say who has it. */
export const prizeWinners = (prize: PrizeView, rows: readonly BoardRow[]): string =>
	holderNames(prize, rows).join(', ');
