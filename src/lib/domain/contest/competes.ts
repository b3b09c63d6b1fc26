import type { Rules } from './rules.ts';

/**
 * A test whether a person competes under the rules' `exclude`: not named, in no excluded team and in no
 * excluded group. Build it once per contest; each question is then a few look-ups.
 */
export function competes(
	exclude: Rules['exclude'],
): (person: { id: string; team: string; groups: readonly string[] }) => boolean {
	const people = new Set(exclude.people);
	const teams = new Set(exclude.teams);
	const groups = new Set(exclude.groups);
	return (person) =>
		!people.has(person.id) &&
		!teams.has(person.team) &&
		!person.groups.some((group) => groups.has(group));
}
