import type { BoardRow, TeamRow } from '../live/events.ts';

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * The rows to show: of a team, with every word of the search in the name (accents and case don't matter). One's own
 * row joins at the end when it is beyond the rows and nothing is searched for.
 */
export function matching(
	rows: readonly BoardRow[],
	own: BoardRow | null,
	by: { search: string; team: string },
): BoardRow[] {
	const words = plain(by.search).split(/\s+/).filter(Boolean);
	const known = own && rows.some(({ person }) => person.externalId === own.person.externalId);
	const all = own && !known && words.length === 0 ? [...rows, own] : rows;
	return all.filter(
		({ person }) =>
			(by.team === '' || person.team === by.team) &&
			words.every((word) => plain(person.name).includes(word)),
	);
}

/** The teams that a board can be narrowed to, by name. Who appears under a pseudonym has none there. */
export function teamNames(teams: readonly TeamRow[], rows: readonly BoardRow[]): string[] {
	const names = [...teams.map(({ team }) => team), ...rows.map(({ person }) => person.team)];
	return [...new Set(names)].filter((name) => name !== '').sort();
}
