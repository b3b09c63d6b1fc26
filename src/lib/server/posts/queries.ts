import { asc, sql } from 'drizzle-orm';
import { z } from 'zod';
import { may } from '#lib/domain/people/permissions.ts';
import type { PostCard } from '#lib/domain/posts/view.ts';
import { guarded, type Ctx } from '../context.ts';
import { categories } from '../db/schema/posts.ts';
import { linkAddress } from '../origin.ts';

type Row = {
	id: string;
	title: string;
	url: string;
	summary: string | null;
	image_url: string | null;
	category: string;
	published_at: string;
	teams: string[];
	copy: { network: string; text: string }[];
};

type Figures = {
	post_id: string;
	colleagues: number;
	clicks: number;
	own: { network: string; slug: string; clicks: number }[];
};

/** The ids as one JSON parameter: one prepared statement whatever their number. */
const idList = (ids: string[]) =>
	sql`(select x::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) x)`;

/**
 * What each post brought: distinct colleagues whose link got a valid click, those clicks, and the viewer's own links.
 * One pass over the clicks of these posts; a void takes its clicks out here as it does everywhere.
 */
async function figures(ctx: Ctx, ids: string[], viewer: string | null): Promise<Figures[]> {
	return (await ctx.db.execute(sql`
		with valid as (
			select c.post_id, c.person_id, c.link_id, count(*)::int as clicks
			from clicks c
			where c.post_id in ${idList(ids)} and c.verdict = 'valid' and not exists (
				select from voids v where v.person_id = c.person_id and v.lifted_at is null
					and v.conversion_id is null and (v.click_id is null or v.click_id = c.id)
					and (v.link_id is null or v.link_id = c.link_id)
					and (v.from_at is null or c.at >= v.from_at) and (v.to_at is null or c.at < v.to_at))
			group by c.post_id, c.person_id, c.link_id
		), totals as (
			select post_id, count(distinct person_id)::int as colleagues, sum(clicks)::int as clicks
			from valid group by post_id
		), own as (
			select l.post_id, jsonb_agg(jsonb_build_object('network', l.network, 'slug', l.slug,
				'clicks', coalesce(v.clicks, 0)) order by l.network) as links
			from links l left join valid v on v.link_id = l.id
			where l.person_id = ${viewer}::uuid and l.post_id in ${idList(ids)}
			group by l.post_id
		)
		select coalesce(t.post_id, o.post_id) as post_id, coalesce(t.colleagues, 0) as colleagues,
			coalesce(t.clicks, 0) as clicks, coalesce(o.links, '[]') as own
		from totals t full join own o on o.post_id = t.post_id
	`)) as unknown as Figures[];
}

/** A person reads what is meant for everybody or for the own team; an owner may ask for `everyTeam`. */
async function offered(
	ctx: Ctx,
	input: {
		category?: string | undefined;
		team?: string | undefined;
		everyTeam: boolean;
		limit: number;
	},
): Promise<Row[]> {
	const ownTeam = ctx.actor.kind === 'person' && !input.everyTeam ? ctx.actor.teamId : null;
	return (await ctx.db.execute(sql`
		select p.id, p.title, p.url, p.summary, p.image_url, c.name as category, p.published_at,
			coalesce((select jsonb_agg(t.name order by t.name) from post_teams pt join teams t on t.id = pt.team_id
				where pt.post_id = p.id), '[]') as teams,
			coalesce((select jsonb_agg(jsonb_build_object('network', pc.network, 'text', pc.text) order by pc.network)
				from post_copies pc where pc.post_id = p.id), '[]') as copy
		from posts p join categories c on c.id = p.category_id
		where p.published_at <= ${ctx.now.toISOString()}::timestamptz
			and (p.expires_at is null or p.expires_at > ${ctx.now.toISOString()}::timestamptz)
			and (${input.category ?? null}::text is null or c.name = ${input.category ?? null}::text)
			and (${ownTeam}::uuid is null or not exists (select from post_teams pt where pt.post_id = p.id)
				or exists (select from post_teams pt where pt.post_id = p.id and pt.team_id = ${ownTeam}::uuid))
			and (${input.team ?? null}::text is null or not exists (select from post_teams pt where pt.post_id = p.id)
				or exists (select from post_teams pt join teams t on t.id = pt.team_id
					where pt.post_id = p.id and t.name = ${input.team ?? null}::text))
		order by p.published_at desc, p.id desc
		limit ${input.limit}
	`)) as unknown as Row[];
}

/**
 * The stories that may be shared now, newest first, as the actor sees them: a person those for everybody and for the
 * own team, with own links. `team` narrows to what that team is offered; `everyTeam` counts for owners only.
 */
export const listPosts = guarded(
	'listPosts',
	'posts.read',
	z.strictObject({
		category: z.string().max(100).optional(),
		team: z.string().max(200).optional(),
		everyTeam: z.boolean().default(false),
		limit: z.int().min(1).max(500).default(50),
	}),
	async (ctx, input): Promise<PostCard[]> => {
		const everyTeam = input.everyTeam && may(ctx.actor, 'posts.write');
		const rows = await offered(ctx, { ...input, everyTeam });
		if (rows.length === 0) return [];
		const viewer = ctx.actor.kind === 'person' ? ctx.actor.id : null;
		const ids = rows.map((row) => row.id);
		const byPost = new Map((await figures(ctx, ids, viewer)).map((row) => [row.post_id, row]));
		return rows.map((row) => {
			const brought = byPost.get(row.id);
			return {
				id: row.id,
				title: row.title,
				url: row.url,
				summary: row.summary,
				imageUrl: row.image_url,
				category: row.category,
				teams: row.teams,
				publishedAt: new Date(row.published_at).toISOString(),
				colleagues: brought?.colleagues ?? 0,
				clicks: brought?.clicks ?? 0,
				copy: row.copy,
				links: (brought?.own ?? []).map((link) => ({ ...link, url: linkAddress(link.slug) })),
			};
		});
	},
);

/** The categories of posts by name. */
export const listCategories = guarded(
	'listCategories',
	'posts.read',
	z.strictObject({}),
	async (ctx): Promise<string[]> => {
		const rows = await ctx.db
			.select({ name: categories.name })
			.from(categories)
			.orderBy(asc(categories.name));
		return rows.map((row) => row.name);
	},
);
