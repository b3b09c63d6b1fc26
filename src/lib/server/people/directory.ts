import { sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { DirectoryPerson } from '#lib/domain/people/profile.ts';
import { meantBy, plainWords } from '#lib/domain/people/words.ts';
import { guarded, type Ctx } from '../context.ts';
import { refreshDirectory } from './directory-words.ts';

/** A page of the directory. */
export const PEOPLE_PER_PAGE = 60;
/** A page beyond is none that anybody comes to. */
export const PAGES_MOST = 10_000;
/** More words than that nobody types to find one person. */
const WORDS_MOST = 6;
/** So many people without words yet are written down by one look; the next look takes the next ones. */
const BACKFILL = 2_000;

const label = z.string().trim().max(200).default('');
const asked = z.strictObject({
	text: z.string().max(200).default(''),
	team: label,
	office: label,
	language: label,
	topic: label,
	goodAt: label,
	page: z.int().min(1).max(PAGES_MOST).default(1),
});
type Asked = z.output<typeof asked>;

/** How people appear in the directory; who is not shown there is not in it. */
const LISTED = sql`
	people p join teams t on t.id = p.team_id left join offices o on o.id = p.office_id
	left join appearances a on a.person_id = p.id and a.surface = 'directory'
	left join pseudonyms n on n.person_id = p.id and a.shown = 'pseudonym'
	left join profiles f on f.person_id = p.id`;
const SEEN = sql`p.active and coalesce(a.shown, 'name') <> 'hidden'`;
const NAMED = sql`n.person_id is null`;

const texts = (values: readonly string[]) =>
	sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::text::jsonb))`;

/** People who came before there was a directory, or by a way that knows nothing of it, get their words at the first look. */
async function backfill(ctx: Ctx): Promise<void> {
	const rows = (await ctx.db.execute(sql`
		select p.id from people p
		where not exists (select from directory_entries e where e.person_id = p.id) limit ${BACKFILL}
	`)) as unknown as { id: string }[];
	await refreshDirectory(
		ctx.db,
		rows.map(({ id }) => id),
	);
}

/** For each word that was typed the words of the directory that it may mean. */
async function meant(ctx: Ctx, typed: readonly string[]): Promise<string[][]> {
	if (typed.length === 0) return [];
	const rows = (await ctx.db.execute(
		sql`select distinct unnest(words) as word from directory_entries`,
	)) as unknown as { word: string }[];
	const vocabulary = rows.map(({ word }) => word);
	return typed.map((word) => meantBy(word, vocabulary));
}

function conditions(wanted: Asked, words: readonly string[][]): SQL {
	const named = (value: string, condition: SQL) =>
		value === '' ? [] : [sql`${NAMED} and ${condition}`];
	const tagged = (value: string, column: SQL) =>
		value === '' ? [] : [sql`${column} @> array[${value}::text]`];
	return sql.join(
		[
			SEEN,
			...named(wanted.team, sql`t.name = ${wanted.team}`),
			...named(wanted.office, sql`o.name = ${wanted.office}`),
			...tagged(wanted.language, sql`f.languages`),
			...tagged(wanted.topic, sql`f.topics`),
			...tagged(wanted.goodAt, sql`f.good_at`),
			...words.map(
				(each) => sql`p.id in (
				select person_id from directory_entries where words && ${texts(each)})`,
			),
		],
		sql` and `,
	);
}

/**
 * A page of the directory by name: people whose shown name, team, office, title, topics, strengths or languages hold every
 * word of `text`, whatever the case, the accents and a slip of the finger, and who fit the filters. `total` is of all pages.
 */
export const searchDirectory = guarded(
	'searchDirectory',
	'people.read',
	asked,
	async (ctx, wanted): Promise<{ people: DirectoryPerson[]; total: number; page: number }> => {
		await backfill(ctx);
		const words = await meant(ctx, plainWords(wanted.text).slice(0, WORDS_MOST));
		if (words.some((each) => each.length === 0)) return { people: [], total: 0, page: 1 };
		const rows = (await ctx.db.execute(sql`
			select coalesce(n.key, p.external_id) as key, coalesce(n.name, p.name) as name,
				coalesce(n.avatar_seed, p.avatar_seed) as "avatarSeed",
				case when ${NAMED} then t.name else '' end as team, case when ${NAMED} then o.name end as office,
				case when ${NAMED} then p.title end as title, coalesce(f.topics, '{}') as topics,
				coalesce(f.good_at, '{}') as "goodAt", coalesce(f.languages, '{}') as languages,
				count(*) over ()::int as total
			from ${LISTED} where ${conditions(wanted, words)}
			order by coalesce(n.name, p.name) collate "C", coalesce(n.key, p.external_id) collate "C"
			limit ${PEOPLE_PER_PAGE} offset ${(wanted.page - 1) * PEOPLE_PER_PAGE}
		`)) as unknown as (DirectoryPerson & { total: number })[];
		const total = rows[0]?.total ?? 0;
		return { people: rows.map(({ total: _, ...person }) => person), total, page: wanted.page };
	},
);

/** What the directory can be narrowed down to: only what it shows of somebody, each with how many people. */
export type DirectoryFilters = Record<
	'teams' | 'offices' | 'languages' | 'topics' | 'goodAt',
	{ name: string; people: number }[]
>;

/** Every team, office, language, topic and strength of the directory, the most common first, at most 200 of each. */
export const readDirectoryFilters = guarded(
	'readDirectoryFilters',
	'people.read',
	z.strictObject({}),
	async (ctx): Promise<DirectoryFilters> => {
		const rows = (await ctx.db.execute(sql`
			with shown as (
				select case when ${NAMED} then t.name end as team, case when ${NAMED} then o.name end as office,
					f.languages, f.topics, f.good_at from ${LISTED} where ${SEEN}
			), counted as (
				select 'teams' as kind, team as name, count(*)::int as people from shown group by 2
				union all select 'offices', office, count(*)::int from shown group by 2
				union all select 'languages', x, count(*)::int from shown, unnest(languages) x group by 2
				union all select 'topics', x, count(*)::int from shown, unnest(topics) x group by 2
				union all select 'goodAt', x, count(*)::int from shown, unnest(good_at) x group by 2
			), numbered as (
				select *, row_number() over (partition by kind order by people desc, name collate "C") as place
				from counted where name is not null
			)
			select kind, name, people from numbered where place <= 200 order by kind, name collate "C"
		`)) as unknown as { kind: keyof DirectoryFilters; name: string; people: number }[];
		const of = (wanted: keyof DirectoryFilters) =>
			rows.flatMap(({ kind, ...one }) => (kind === wanted ? [one] : []));
		return {
			...{ teams: of('teams'), offices: of('offices'), languages: of('languages') },
			...{ topics: of('topics'), goodAt: of('goodAt') },
		};
	},
);
