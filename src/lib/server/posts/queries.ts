import { asc, sql } from 'drizzle-orm';
import { z } from 'zod';
import { may } from '#lib/domain/people/permissions.ts';
import type { PostCard } from '#lib/domain/posts/view.ts';
import { guarded, type Ctx } from '../context.ts';
import { categories } from '../db/schema/posts.ts';
import { linkAddress } from '../origin.ts';
import { broughtByPost, ownLinks, type OwnLink } from './brought.ts';
import { meantFor, meantForTeam, offeredNow } from './offered.ts';

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

/** A person reads what is meant for everybody or for the own team or office; an owner may ask for `everyTeam`. */
async function offered(
	ctx: Ctx,
	input: {
		category?: string | undefined;
		team?: string | undefined;
		everyTeam: boolean;
		limit: number;
	},
): Promise<Row[]> {
	const mine = ctx.actor.kind === 'person' && !input.everyTeam ? meantFor(ctx.actor.id) : sql`true`;
	return (await ctx.db.execute(sql`
		select p.id, p.title, p.url, p.summary, p.image_url, c.name as category, p.published_at,
			coalesce((select jsonb_agg(t.name order by t.name) from post_teams pt join teams t on t.id = pt.team_id
				where pt.post_id = p.id), '[]') as teams,
			coalesce((select jsonb_agg(jsonb_build_object('network', pc.network, 'text', pc.text) order by pc.network)
				from (select distinct on (network) network, text from post_copies
					where post_id = p.id order by network, language) pc), '[]') as copy
		from posts p join categories c on c.id = p.category_id
		where ${offeredNow(ctx)} and ${mine}
			and (${input.category ?? null}::text is null or c.name = ${input.category ?? null}::text)
			and ${input.team === undefined ? sql`true` : meantForTeam(input.team)}
		order by p.published_at desc, p.id desc
		limit ${input.limit}
	`)) as unknown as Row[];
}

/**
 * The stories that may be shared now, newest first, as the actor sees them: a person those for everybody and for the
 * own team or office, with own links. Of a text in several languages it gives the one for every reader, else the first. What a post brought is at most 10 s old, what own links brought is as of now. `team` narrows to what that team is offered; `everyTeam` counts for owners only.
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
		const own =
			ctx.actor.kind === 'person'
				? await ownLinks(
						ctx,
						ctx.actor.id,
						rows.map((row) => row.id),
					)
				: new Map<string, OwnLink[]>();
		const brought = await broughtByPost(ctx);
		return rows.map((row) => {
			const { colleagues, clicks } = brought.get(row.id) ?? { colleagues: 0, clicks: 0 };
			return {
				id: row.id,
				title: row.title,
				url: row.url,
				summary: row.summary,
				imageUrl: row.image_url,
				category: row.category,
				teams: row.teams,
				publishedAt: new Date(row.published_at).toISOString(),
				colleagues,
				clicks,
				copy: row.copy,
				links: (own.get(row.id) ?? []).map((link) => ({ ...link, url: linkAddress(link.slug) })),
			};
		});
	},
);

/** The categories of posts, in the owners' order. */
export const listCategories = guarded(
	'listCategories',
	'posts.read',
	z.strictObject({}),
	async (ctx): Promise<string[]> => {
		const rows = await ctx.db
			.select({ name: categories.name })
			.from(categories)
			.orderBy(asc(categories.position), asc(categories.name));
		return rows.map((row) => row.name);
	},
);
