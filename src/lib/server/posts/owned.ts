import { sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { STATES, type StoryState } from '#lib/domain/posts/deeds.ts';
import type { Copy } from '#lib/domain/posts/story.ts';
import type { OwnedStory, StoryInEditor } from '#lib/domain/posts/desk-view.ts';
import { instantOf } from '../boards/audience-facts.ts';
import { guarded, type Ctx } from '../context.ts';
import { broughtByPost } from './brought.ts';

/** What the list of stories shows: one state, planned ones, those that are over, or all. */
export const STORY_VIEWS = [...STATES, 'planned', 'over', 'all'] as const;
export type StoryView = (typeof STORY_VIEWS)[number];
export const OWNED_PAGE = 50;

const iso = (at: string | null) => (at === null ? null : new Date(at).toISOString());

/** The state as owners see it, of posts `p`: what is published may be still to come, or over. */
const viewOf = (ctx: Ctx): SQL => sql`case
	when p.state <> 'published' then p.state
	when p.published_at > ${instantOf(ctx.now)} then 'planned'
	when p.expires_at <= ${instantOf(ctx.now)} then 'over'
	else 'published' end`;

type Row = {
	id: string;
	title: string;
	url: string;
	category: string;
	view: OwnedStory['view'];
	version: number;
	published_at: string | null;
	expires_at: string | null;
	updated_at: string;
};

const COLUMNS = (
	ctx: Ctx,
) => sql`p.id, p.title, p.url, c.name as category, ${viewOf(ctx)} as view, p.version,
	p.published_at, p.expires_at, p.updated_at`;

const owned = (
	row: Row,
	brought: Map<string, { clicks: number; conversations: number }>,
): OwnedStory => ({
	...{ id: row.id, title: row.title, url: row.url, category: row.category },
	...{ view: row.view, version: row.version },
	publishedAt: iso(row.published_at),
	expiresAt: iso(row.expires_at),
	clicks: brought.get(row.id)?.clicks ?? 0,
	conversations: brought.get(row.id)?.conversations ?? 0,
});

/** A page of all stories as owners see them, those changed last first, with how many there are of each view. */
export const listOwnedStories = guarded(
	'listOwnedStories',
	'posts.write',
	z.strictObject({
		view: z.enum(STORY_VIEWS).default('all'),
		page: z.int().min(1).max(10_000).default(1),
	}),
	async (ctx, { view, page }) => {
		const counts = await ctx.db.execute<{ view: string; count: number }>(
			sql`select ${viewOf(ctx)} as view, count(*)::int as count from posts p where p.brought_by is null group by 1`,
		);
		const rows = (await ctx.db.execute(sql`
			select ${COLUMNS(ctx)} from posts p join categories c on c.id = p.category_id
			where p.brought_by is null and (${view} = 'all' or ${viewOf(ctx)} = ${view})
			order by p.updated_at desc, p.id desc
			limit ${OWNED_PAGE + 1} offset ${(page - 1) * OWNED_PAGE}`)) as unknown as Row[];
		const brought = await broughtByPost(ctx);
		const of = new Map(counts.map((one) => [one.view, one.count]));
		const all = counts.reduce((sum, { count }) => sum + count, 0);
		return {
			stories: rows.slice(0, OWNED_PAGE).map((row) => owned(row, brought)),
			more: rows.length > OWNED_PAGE,
			counts: Object.fromEntries(
				STORY_VIEWS.map((one) => [one, one === 'all' ? all : (of.get(one) ?? 0)]),
			) as Record<StoryView, number>,
		};
	},
);

/** The stories, drafts too, whose time lies in [from, to), by time; and the drafts without a time, newest first, at most 50. */
export const listPlanned = guarded(
	'listPlanned',
	'posts.write',
	z.strictObject({ from: z.date(), to: z.date() }),
	async (ctx, { from, to }): Promise<{ planned: OwnedStory[]; unplanned: OwnedStory[] }> => {
		const select = async (condition: SQL, order: SQL) =>
			(await ctx.db.execute(sql`
				select ${COLUMNS(ctx)} from posts p join categories c on c.id = p.category_id
				where ${condition} order by ${order} limit 500`)) as unknown as Row[];
		const inWeek = sql`p.brought_by is null and p.state <> 'withdrawn' and p.published_at >= ${instantOf(from)} and p.published_at < ${instantOf(to)}`;
		const [planned, unplanned, brought] = await Promise.all([
			select(inWeek, sql`p.published_at, p.id`),
			select(
				sql`p.state in ('draft', 'review') and p.published_at is null`,
				sql`p.updated_at desc, p.id`,
			),
			broughtByPost(ctx),
		]);
		return {
			planned: planned.map((row) => owned(row, brought)),
			unplanned: unplanned.slice(0, 50).map((row) => owned(row, brought)),
		};
	},
);

type EditorRow = Row & {
	state: StoryState;
	summary: string | null;
	picture_id: string | null;
	alt: string;
	image_url: string | null;
	language: string | null;
	hashtags: string[];
	say: string | null;
	avoid: string | null;
	teams: string[];
	offices: string[];
	topics: string[];
	copy: Copy[];
	proposer: string | null;
	feed: string | null;
	links: number;
};

/** One story with everything, in whatever state, for its editor. Throws Failure `not_found`. */
export const readStoryForEditor = guarded(
	'readStoryForEditor',
	'posts.write',
	z.strictObject({ id: z.string().max(100) }),
	async (ctx, { id }): Promise<StoryInEditor> => {
		const names = (table: SQL) =>
			sql`coalesce((select jsonb_agg(n.name order by n.name) from ${table}), '[]')`;
		const [row] = z.uuid().safeParse(id).success
			? ((await ctx.db.execute(sql`
				select ${COLUMNS(ctx)}, p.state, p.summary, p.picture_id, p.image_url, p.language,
					coalesce((select x.alt from pictures x where x.id = p.picture_id), '') as alt,
					to_jsonb(p.hashtags) as hashtags, p.say, p.avoid, pr.name as proposer,
					(select f.name from feed_items i join feeds f on f.id = i.feed_id where i.post_id = p.id) as feed,
					(select count(*)::int from links l where l.post_id = p.id) as links,
					${names(sql`post_teams x join teams n on n.id = x.team_id where x.post_id = p.id`)} as teams,
					${names(sql`post_offices x join offices n on n.id = x.office_id where x.post_id = p.id`)} as offices,
					${names(sql`post_topics x join topics n on n.id = x.topic_id where x.post_id = p.id`)} as topics,
					coalesce((select jsonb_agg(jsonb_build_object('network', pc.network, 'language', pc.language, 'text', pc.text)
						order by pc.network, pc.language) from post_copies pc where pc.post_id = p.id), '[]') as copy
				from posts p join categories c on c.id = p.category_id left join people pr on pr.id = p.proposed_by
				where p.id = ${id}::uuid and p.brought_by is null`)) as unknown as EditorRow[])
			: [];
		if (!row) throw new Failure('not_found', 'There is no such story.');
		const { picture_id, alt, image_url, published_at, expires_at, updated_at, proposer, ...story } =
			row;
		return {
			...story,
			picture: picture_id,
			pictureAlt: alt,
			imageUrl: image_url,
			publishedAt: iso(published_at),
			expiresAt: iso(expires_at),
			updatedAt: iso(updated_at)!,
			proposedBy: proposer,
		};
	},
);
