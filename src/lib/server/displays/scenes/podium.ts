import { hasTable, isWon, type Reader } from './reader.ts';

/** The first three of the table; left out until somebody has a rank. */
export const podium: Reader<'podium'> = ({ screen }) => {
	if (!screen || !hasTable(screen)) return null;
	const rows = screen.board.rows.filter(({ rank }) => rank !== null).slice(0, 3);
	return rows.length > 0 ? { rows, won: isWon(screen) } : null;
};
