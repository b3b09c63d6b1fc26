import type { PrizeView } from '#lib/domain/contest/view.ts';
import { m } from '#lib/paraglide/messages.js';

/** What a prize is given for, `of`, with the name of its table where that is not everybody's. */
export function ofTable({ ranking, bracket }: PrizeView, of: string): string {
	if (ranking === 'bracket') return m.brackets_prize_of({ bracket: bracket ?? '', prize: of });
	return ranking === 'improved' ? m.brackets_prize_improved({ prize: of }) : of;
}
