import type { RankedTable } from '#lib/domain/leaderboard/order.ts';
import type { TeamRow } from '#lib/domain/live/events.ts';
import { HIDDEN_TEAM, TEAM_OF_SOME } from '#lib/domain/people/appearance.ts';
import type { BoardEntry } from './entry.ts';

/**
 * The teams' table without the names of those that tell whose points they have: a team of one or two in which somebody is
 * not shown by name. Places and points stay as they are.
 */
export function withoutTellingTeams(
	rows: TeamRow[],
	people: Pick<RankedTable<BoardEntry>, 'size' | 'slice'>,
): TeamRow[] {
	const small = new Set(
		rows.flatMap(({ team, members }) => (members < TEAM_OF_SOME ? [team] : [])),
	);
	if (small.size === 0) return rows;
	const telling = new Set(
		people
			.slice(0, people.size)
			.flatMap(({ entry }) => (entry.masks && small.has(entry.team) ? [entry.team] : [])),
	);
	return namesTaken(rows, telling);
}

/** The teams' table without the names of those small teams that are among `telling`. */
export function namesTaken(rows: readonly TeamRow[], telling: ReadonlySet<string>): TeamRow[] {
	let count = 0;
	return rows.map((row) => {
		if (row.members >= TEAM_OF_SOME || !telling.has(row.team)) return row;
		count++;
		return { ...row, team: count === 1 ? HIDDEN_TEAM : `${HIDDEN_TEAM} (${count})` };
	});
}
