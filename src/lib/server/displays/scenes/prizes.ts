import { isWon, type Reader } from './reader.ts';

/** Left out where there are none, and when the contest was called off. */
export const prizes: Reader<'prizes'> = ({ screen }) =>
	screen && screen.contest.prizes.length > 0 && screen.board.phase !== 'cancelled'
		? { prizes: screen.contest.prizes, rows: screen.board.rows, won: isWon(screen) }
		: null;
