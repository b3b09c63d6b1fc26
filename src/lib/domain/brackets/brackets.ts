import type { Rules } from '../contest/rules.ts';
import { TEAM_OF_SOME } from '../people/appearance.ts';
import { rankTable, type Entry, type RankingRules } from '../leaderboard/rank.ts';
import { compareCodePoints } from '../scoring/fact-order.ts';

/** What decides somebody's brackets. `id` is the external id, the others are names. */
export type BracketPerson = {
	id: string;
	team: string;
	office: string | null;
	groups: readonly string[];
};

/** People (external ids) who also compete among themselves. */
export type Bracket = { name: string; members: Set<string> };

/**
 * The brackets of the rules, over the people given: hand in those who compete. By office or by team there is one for
 * each that somebody belongs to, in order of name by code point, and who has no office is in none. Named ones keep the
 * rules' order and stand even while nobody is in them; a person belongs to each of which they bear a group, so that one
 * may compete in several.
 */
export function bracketsOf(
	brackets: Rules['brackets'],
	people: Iterable<BracketPerson>,
): Bracket[] {
	if (brackets === 'off') return [];
	if (typeof brackets === 'object') return namedBrackets(brackets, people);
	const found = new Map<string, Set<string>>();
	for (const person of people) {
		const name = person[brackets];
		if (name === null) continue;
		const members = found.get(name);
		if (members) members.add(person.id);
		else found.set(name, new Set([person.id]));
	}
	return Array.from(found, ([name, members]) => ({ name, members })).sort((a, b) =>
		compareCodePoints(a.name, b.name),
	);
}

function namedBrackets(
	brackets: readonly { name: string; groups: readonly string[] }[],
	people: Iterable<BracketPerson>,
): Bracket[] {
	const everybody = [...people];
	return brackets.map(({ name, groups }) => {
		const wanted = new Set(groups);
		const members = everybody.filter((person) => person.groups.some((group) => wanted.has(group)));
		return { name, members: new Set(members.map(({ id }) => id)) };
	});
}

/**
 * Whether a table of so many people says who somebody in it is who does not appear by name: that of an office or a team says
 * where they are, which stands beside no pseudonym, and that of a few says it to all who know those few.
 */
export const tellsWho = (brackets: Rules['brackets'], people: number): boolean =>
	typeof brackets === 'string' || people < TEAM_OF_SOME;

/**
 * A bracket's own table: of these rows of the main table (ranked or not) those of its members, with their figures as
 * they are, ranked anew among themselves by the same points, tie-breaks and clicks for a rank.
 */
export function bracketTable<T extends Entry>(
	rows: Iterable<T>,
	members: ReadonlySet<string>,
	rules: RankingRules,
): (T & { rank: number | null })[] {
	return rankTable(
		Array.from(rows).filter(({ id }) => members.has(id)),
		rules,
	);
}
