import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { may } from '#lib/domain/people/permissions.ts';
import { REASON_DAYS } from '#lib/domain/recognition/limits.ts';
import { reasonsFor } from '#lib/domain/recognition/reasons.ts';
import { teamLists, type Member, type TeamLists } from '#lib/domain/recognition/team.ts';
import { instantOf } from '../boards/audience-facts.ts';
import { guarded } from '../context.ts';
import { broughtBy } from '../posts/brought-by.ts';
import { activeWeeks } from './active-weeks.ts';

const DAY_MS = 86_400_000;

export type TeamPage = TeamLists & { team: string; teams: string[] };

/**
 * A manager's own team, or the one that an owner asks for: who is active, who shared for the first time, who is rising, and
 * who deserves thanks and why, from four weeks of facts, without what a freeze hides. Nobody is listed for what they didn't do, and
 * who is not shown by name isn't here at all. Throws Failure `not_found`.
 */
export const readTeamPage = guarded(
	'readTeamPage',
	'team.read',
	z.strictObject({ team: z.string().max(200).default('') }),
	async (ctx, input): Promise<TeamPage> => {
		const { actor } = ctx;
		if (actor.kind !== 'person') throw new Failure('not_signed_in', 'Sign in first.');
		const teams = (await ctx.db.execute(
			sql`select id, name from teams order by name collate "C"`,
		)) as unknown as { id: string; name: string }[];
		const anyTeam = may(actor, 'board.read.owner');
		const asked = anyTeam && input.team !== '' ? input.team : null;
		const team = teams.find(({ id, name }) =>
			asked === null ? id === actor.teamId : name === asked,
		);
		if (!team) throw new Failure('not_found', 'There is no such team.');
		const from = new Date(ctx.now.getTime() - REASON_DAYS * DAY_MS);
		const half = new Date(ctx.now.getTime() - (REASON_DAYS / 2) * DAY_MS);
		const people = (await ctx.db.execute(sql`
			select p.id, p.external_id as "externalId", p.name, p.avatar_seed as "avatarSeed",
				coalesce((select min(l.shared_at) >= ${instantOf(from)} from links l where l.person_id = p.id), false)
					as "firstShare",
				exists (select from recognitions r where r.to_person = p.id and r.from_person = ${actor.id}
					and r.withdrawn_at is null and r.created_at >= ${instantOf(half)}) as thanked
			from people p
			where p.team_id = ${team.id} and p.active and p.id <> ${actor.id}
				and not exists (select from appearances a where a.person_id = p.id and a.shown <> 'name')
			order by p.name collate "C", p.external_id collate "C" limit 1000
		`)) as unknown as (Omit<Member, 'reasons' | 'clicks' | 'clicksBefore' | 'weeks'> & {
			id: string;
		})[];
		const ids = people.map(({ id }) => id);
		const [whole, recent, weeks] = await Promise.all([
			broughtBy(ctx, ids, from),
			broughtBy(ctx, ids, half),
			activeWeeks(ctx, ids),
		]);
		const members = people.map(({ id, ...person }): Member => {
			const posts = whole.get(id) ?? [];
			const clicksOf = (list: typeof posts) => list.reduce((sum, { clicks }) => sum + clicks, 0);
			const clicks = clicksOf(recent.get(id) ?? []);
			const active = weeks.get(id) ?? 0;
			return {
				...person,
				...{ clicks, clicksBefore: clicksOf(posts) - clicks, weeks: active },
				reasons: reasonsFor(posts, active),
			};
		});
		return {
			team: team.name,
			teams: anyTeam ? teams.map(({ name }) => name) : [],
			...teamLists(members),
		};
	},
);
