import { sql, type SQL } from 'drizzle-orm';
import type { BadgeKey } from '#lib/domain/badges/keys.ts';
import { ms } from '../boards/standing-rows.ts';
import type { Ctx } from '../context.ts';
import type { Surface } from '#lib/domain/people/appearance.ts';
import { masksWithDraws, seesEverybody, throughMasks } from '../people/shown.ts';
import type { Known } from './known.ts';
import { artName } from './views.ts';
import { badgeName, badgeTakes, levelsOf } from './words.ts';

/** An award as people see it. Instants are RFC 3339 in UTC. */
export type AwardView = {
	id: string;
	person: { externalId: string; name: string; team: string; avatarSeed: string };
	badge: string;
	/** What BadgeArt draws it by. */
	art: string;
	name: string;
	/** What this level takes. */
	takes: string;
	level: number;
	/** How many levels it has. */
	of: number;
	/** What it was earned in, where it was a contest, and its name; else null. */
	contest: { slug: string; name: string } | null;
	/** The month it was earned in (YYYY-MM), where it is one of a month. */
	month: string | null;
	at: string;
	/** Who gave it, and why; null where facts did. */
	given: { by: string | null; reason: string } | null;
};

type Row = Pick<AwardView, 'id' | 'person' | 'badge' | 'level' | 'contest'> & {
	reason: string;
	at: number;
	giver: string | null;
	givenReason: string | null;
};

/** Whether an award says what a draw may have given: who won one is told apart from every pseudonym (people/shown.ts). */
export const isOfDraw = ({ badge }: { badge: string }): boolean =>
	badge === ('prize' satisfies BadgeKey);

/**
 * Awards `a` of active people `p` by a condition, those first that came last; people as they appear to whoever asks, and on
 * the other surfaces in `also`, where those show the same.
 */
export async function awardViews(
	ctx: Pick<Ctx, 'db' | 'actor'>,
	known: Known,
	where: SQL,
	limit: number,
	also: readonly Surface[] = [],
): Promise<AwardView[]> {
	const rows = await ctx.db.execute<Row>(sql`
		select a.id, a.badge, a.level, a.reason, ${ms(sql`a.at`)} as at,
			${
				seesEverybody(ctx.actor)
					? sql`g.name`
					: sql`case when not exists (select from appearances x
				where x.person_id = g.id and x.shown <> 'name') then g.name end`
			} as giver,
			a.given_reason as "givenReason",
			jsonb_build_object('externalId', p.external_id, 'name', p.name, 'team', t.name,
				'avatarSeed', p.avatar_seed) as person,
			case when c.id is not null then jsonb_build_object('slug', c.slug, 'name', c.name) end as contest
		from badge_awards a join people p on p.id = a.person_id and p.active join teams t on t.id = p.team_id
			left join people g on g.id = a.given_by
			left join contests c on a.reason = 'contest:' || c.slug
		where ${where} order by a.at desc, a.id desc limit ${limit}`);
	const views = rows.map(
		({ id, person, badge, level, contest, reason, at, giver, givenReason }) => ({
			...{ id, person, badge, level, contest },
			...{ art: artName(badge, known), name: badgeName(badge, known.own) },
			...{ takes: badgeTakes(badge, level, known.own), of: levelsOf(badge) },
			month: reason.startsWith('month:') ? reason.slice(6) : null,
			at: new Date(at).toISOString(),
			given: givenReason === null ? null : { by: giver, reason: givenReason },
		}),
	);
	if (seesEverybody(ctx.actor)) return views;
	const own: Surface = ctx.actor.kind === 'display' ? 'displays' : 'directory';
	const { masks, drawn } = await masksWithDraws(ctx.db, [own, ...also]);
	return views.map((view) => throughMasks(view, isOfDraw(view) ? drawn : masks) as AwardView);
}
