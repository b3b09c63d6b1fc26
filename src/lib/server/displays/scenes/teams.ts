import { hasTable, type Reader } from './reader.ts';

/** Left out where the rules have no teams, and while there is one only. */
export const teams: Reader<'teams'> = ({ screen }, { top }) =>
	screen && hasTable(screen) && screen.board.teams.length > 1
		? { teams: screen.board.teams.slice(0, top), counts: screen.contest.teams }
		: null;
