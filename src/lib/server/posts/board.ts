import { sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { ENDING_HOURS, searchWords } from '#lib/domain/posts/filter.ts';
import { storyFilterSchema } from '#lib/domain/posts/filter-schema.ts';
import type { BoardStory } from '#lib/domain/posts/view.ts';
import { instantOf } from '../boards/audience-facts.ts';
import { guarded, type Ctx } from '../context.ts';
import { shownOn } from '../people/shown.ts';
import { broughtByPost, ownLinks } from './brought.ts';
import { aimedAt, meantFor, offeredNow } from './offered.ts';

/** What fits a look; a page of so many cards is 60 kB of HTML. */
export const PAGE = 24;

type Row = {
	id: string;
	title: string;
	summary: string | null;
	image_url: string | null;
	alt: string | null;
	category: string;
	topics: string[];
	languages: string[];
	published_at: string;
	expires_at: string | null;
	is_new: boolean;
	is_aimed: boolean;
	proposer: { externalId: string; name: string } | null;
	total: number;
};

/** Without its accents, in lower case, as somebody types who is in a hurry. */
const plain = (text: SQL) =>
	sql`lower(regexp_replace(normalize(${text}, nfd), '[\\u0300-\\u036f]', '', 'g'))`;

/** A condition on posts `p`: every word stands somewhere in it. */
function holds(words: readonly string[]): SQL {
	const patterns = JSON.stringify(words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`));
	const text = sql`concat_ws(' ', p.title, p.summary, c.name, array_to_string(p.hashtags, ' '),
		(select string_agg(t.name, ' ') from post_topics x join topics t on t.id = x.topic_id where x.post_id = p.id))`;
	return sql`(select bool_and(${plain(text)} like ${plain(sql`w`)})
		from jsonb_array_elements_text(${patterns}::text::jsonb) w)`;
}

const languagesOf = sql`(select array_agg(distinct l order by l) from (
	select p.language as l union select pc.language from post_copies pc where pc.post_id = p.id) x
	where l is not null and l <> '')`;

const inputSchema = z.strictObject({
	filter: storyFilterSchema,
	q: z.string().max(500).default(''),
	page: z.int().min(1).max(10_000).default(1),
	newSince: z.date(),
});

async function select(ctx: Ctx, input: z.output<typeof inputSchema>): Promise<Row[]> {
	const { filter, page, newSince } = input;
	const person = ctx.actor.kind === 'person' ? ctx.actor.id : null;
	const conditions: SQL[] = [offeredNow(ctx)];
	const aimed = person === null ? sql`false` : aimedAt(person);
	if (person !== null) conditions.push(meantFor(person));
	if (filter.category !== '') conditions.push(sql`c.name = ${filter.category}`);
	if (filter.topic !== '')
		conditions.push(sql`exists (select from post_topics x join topics t on t.id = x.topic_id
			where x.post_id = p.id and t.name = ${filter.topic})`);
	if (filter.aim === 'me') conditions.push(aimed);
	if (filter.aim === 'followed')
		conditions.push(sql`exists (select from post_topics x join person_topics f on f.topic_id = x.topic_id
			where x.post_id = p.id and f.person_id = ${person}::uuid)`);
	if (filter.language !== '')
		conditions.push(sql`(p.language = ${filter.language} or exists (select from post_copies pc
			where pc.post_id = p.id and pc.language = ${filter.language}))`);
	if (filter.when === 'new') conditions.push(sql`p.published_at > ${instantOf(newSince)}`);
	if (filter.when === 'ending')
		conditions.push(
			sql`p.expires_at <= ${instantOf(new Date(ctx.now.getTime() + ENDING_HOURS * 3_600_000))}`,
		);
	const words = searchWords(input.q);
	if (words.length > 0) conditions.push(holds(words));
	const order =
		filter.when === 'ending' ? sql`p.expires_at, p.id` : sql`p.published_at desc, p.id desc`;
	// First which ones and how many, then what is told of the few that are shown.
	return (await ctx.db.execute(sql`
		with found as (
			select p.id, count(*) over ()::int as total, row_number() over (order by ${order}) as place
			from posts p join categories c on c.id = p.category_id
			where ${sql.join(conditions, sql` and `)}
			order by place limit ${PAGE} offset ${(page - 1) * PAGE}
		)
		select p.id, p.title, p.summary, p.image_url, pic.alt, c.name as category, p.published_at, p.expires_at,
			p.published_at > ${instantOf(newSince)} as is_new, ${aimed} as is_aimed, f.total,
			case when pr.id is not null then
				jsonb_build_object('externalId', pr.external_id, 'name', pr.name) end as proposer,
			coalesce((select jsonb_agg(t.name order by t.name) from post_topics x join topics t on t.id = x.topic_id
				where x.post_id = p.id), '[]') as topics,
			coalesce(to_jsonb(${languagesOf}), '[]') as languages
		from found f join posts p on p.id = f.id join categories c on c.id = p.category_id
			left join pictures pic on pic.id = p.picture_id
			left join people pr on pr.id = p.proposed_by and pr.active
		order by f.place`)) as unknown as Row[];
}

/**
 * One page of the stories that the actor may share now, as the filter has them, newest first (those that end soon: by
 * their end), with what colleagues' posts of each achieved, at most 10 s old. `total` counts over all pages.
 */
export const listBoard = guarded(
	'listBoard',
	'posts.read',
	inputSchema,
	async (ctx, input): Promise<{ stories: BoardStory[]; total: number; pages: number }> => {
		const [rows, brought] = await Promise.all([select(ctx, input), broughtByPost(ctx)]);
		const ids = rows.map(({ id }) => id);
		const proposers = await shownOn(
			ctx,
			['directory'],
			rows.map(({ proposer }) => proposer),
		);
		const own =
			ctx.actor.kind === 'person' && ids.length > 0
				? await ownLinks(ctx, ctx.actor.id, ids)
				: new Map<string, { clicks: number }[]>();
		const total = rows[0]?.total ?? 0;
		return {
			total,
			pages: Math.max(1, Math.ceil(total / PAGE)),
			stories: rows.map((row, i) => ({
				...(brought.get(row.id) ?? { colleagues: 0, clicks: 0, conversations: 0 }),
				id: row.id,
				title: row.title,
				summary: row.summary,
				imageUrl: row.image_url,
				alt: row.alt ?? '',
				category: row.category,
				topics: row.topics,
				languages: row.languages,
				publishedAt: new Date(row.published_at).toISOString(),
				expiresAt: row.expires_at === null ? null : new Date(row.expires_at).toISOString(),
				isNew: row.is_new,
				isAimed: row.is_aimed,
				proposedBy: proposers[i]?.name ?? null,
				ownClicks: own.get(row.id)?.reduce((sum, { clicks }) => sum + clicks, 0) ?? null,
			})),
		};
	},
);

/** The languages in which stories that are offered are told or have texts, by tag. */
export const listStoryLanguages = guarded(
	'listStoryLanguages',
	'posts.read',
	z.strictObject({}),
	async (ctx): Promise<string[]> => {
		const rows = await ctx.db.execute<{ l: string }>(sql`
			select distinct l from (
				select p.language as l from posts p where ${offeredNow(ctx)}
				union select pc.language from post_copies pc join posts p on p.id = pc.post_id where ${offeredNow(ctx)}) x
			where l is not null and l <> '' order by l`);
		return rows.map(({ l }) => l);
	},
);
