import { money, number, place } from '#lib/components/format.ts';
import type { Prize } from '#lib/domain/contest/new-contest.ts';
import { m } from '#lib/paraglide/messages.js';

function wonBy(prize: Prize): string {
	switch (prize.kind) {
		case 'threshold':
			return m.board_prize_threshold({ points: number(prize.minPoints) });
		case 'draw':
			return [
				m.board_prize_draw({ points: number(prize.minPoints) }),
				m.board_prize_draw_winners({ count: prize.winners }),
				...(prize.excludePlaceWinners ? [m.desk_prize_excluding()] : []),
			].join(', ');
		case 'place': {
			const from = place(prize.fromPlace);
			const to = place(prize.toPlace ?? prize.fromPlace);
			return from === to
				? m.board_prize_place({ place: from })
				: m.board_prize_places({ from, to });
		}
	}
}

/** A prize in one line: how it is won, in which table, what it is, what it is worth, how many there are. */
export function prizeText(prize: Prize): string {
	const table =
		prize.ranking === 'improved'
			? [m.desk_prize_ranking_improved()]
			: prize.bracket
				? [prize.bracket]
				: [];
	const worth = prize.value && prize.currency ? [money(prize.value, prize.currency)] : [];
	const stock = prize.stock ? [m.desk_prize_in_stock({ count: prize.stock })] : [];
	return [wonBy(prize), ...table, prize.name, ...worth, ...stock].join(' · ');
}
