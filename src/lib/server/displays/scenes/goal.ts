import { readTotals } from '../../boards/totals.ts';
import type { Reader } from './reader.ts';

/** Everybody's together, as the public table has it: while frozen it stands still as the table does. */
export const goal: Reader<'goal'> = async ({ ctx, screen }, { title, goal: what, target }) => {
	if (!screen || screen.board.phase === 'cancelled' || screen.board.phase === 'scheduled') {
		return null;
	}
	const totals = await readTotals({ ctx, input: { contest: screen.contest.slug } });
	return { title, goal: what, reached: totals[what], target };
};
