import { inArray } from 'drizzle-orm';
import type { Rules } from '#lib/domain/contest/rules.ts';
import type { Ctx } from '../context.ts';
import { groups, people, teams } from '../db/schema/people.ts';

export type UnknownExclusion = { kind: 'people' | 'teams' | 'groups'; name: string };

/** Names that a rule excludes and that nobody bears yet, 100 at most: allowed, because people may come later, but worth a warning. */
export async function unknownExclusions(
	ctx: Ctx,
	exclude: Rules['exclude'],
): Promise<UnknownExclusion[]> {
	const unknown = (
		kind: UnknownExclusion['kind'],
		known: { name: string }[],
	): UnknownExclusion[] => {
		const names = new Set(known.map((row) => row.name));
		return exclude[kind].filter((name) => !names.has(name)).map((name) => ({ kind, name }));
	};
	const [knownPeople, knownTeams, knownGroups] = [
		exclude.people.length === 0
			? []
			: await ctx.db
					.select({ name: people.externalId })
					.from(people)
					.where(inArray(people.externalId, exclude.people)),
		exclude.teams.length === 0
			? []
			: await ctx.db
					.select({ name: teams.name })
					.from(teams)
					.where(inArray(teams.name, exclude.teams)),
		exclude.groups.length === 0
			? []
			: await ctx.db
					.select({ name: groups.name })
					.from(groups)
					.where(inArray(groups.name, exclude.groups)),
	];
	return [
		...unknown('people', knownPeople),
		...unknown('teams', knownTeams),
		...unknown('groups', knownGroups),
	].slice(0, 100);
}
