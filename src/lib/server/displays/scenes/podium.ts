import { hasTable, isWon, type Reader } from './reader.ts';
import { thankCode } from './thank.ts';

/** The first three of the table; left out until somebody has a rank. */
export const podium: Reader<'podium'> = async (asked) => {
	const { screen } = asked;
	if (!screen || !hasTable(screen)) return null;
	const rows = screen.board.rows.filter(({ rank }) => rank !== null).slice(0, 3);
	const [first] = rows;
	if (!first) return null;
	const thank = await thankCode(asked, first.person.externalId);
	return { rows, won: isWon(screen), thank };
};
