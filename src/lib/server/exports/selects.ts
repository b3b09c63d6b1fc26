import { sql, type SQL } from 'drizzle-orm';
import type { ExportName } from '#lib/domain/exports/columns.ts';
import { CLICK_NOT_VOIDED, CONVERSION_NOT_VOIDED, instantOf } from '../boards/audience-facts.ts';
import { notUndone } from '../imports/undone.ts';
import { publicOrigin } from '../origin.ts';

/** What an export is narrowed to: half open, and a contest by the portal's own id. */
export type Narrowed = {
	from: Date | null;
	to: Date | null;
	contestId: string | null;
	/** E-mail addresses may be shown. */
	email: boolean;
};

/** An instant as RFC 3339, UTC, milliseconds, made by the database: a Date per cell costs more than the rest of a row. */
const iso = (at: SQL) => sql`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const within = (at: SQL, { from, to }: Narrowed) => sql`
	${from ? sql`${at} >= ${instantOf(from)}` : sql`true`} and ${to ? sql`${at} < ${instantOf(to)}` : sql`true`}`;

/** Facts in the period that count as having come at all. */
const facts = (narrowed: Narrowed) => sql`${within(sql`f.at`, narrowed)} and ${notUndone('f')}`;

/** The columns that every fact begins with, and where they come from. */
const FACT = sql`f.id, f.external_id as "externalId", ${iso(sql`f.at`)} as at, l.slug as link, l.network,
	pe.external_id as person, f.post_id as post, ${iso(sql`f.recorded_at`)} as "recordedAt"`;
const OF_LINK = sql`join links l on l.id = f.link_id join people pe on pe.id = f.person_id`;

const names = (table: string, column: string, of: string) => {
	const [joined, key] = [sql.identifier(table), sql.identifier(column)];
	return sql`coalesce((select jsonb_agg(n.name order by n.name collate "C") from ${joined} j
		join ${sql.identifier(of)} n on n.id = j.${key} where j.post_id = p.id), '[]')`;
};

/**
 * The query of each export that comes from the database row by row; it gives the columns by name, in the order of the
 * portal's own ids, which an index has: the first row leaves at once, and nothing is sorted in memory.
 */
export const SELECTS: Record<
	Exclude<ExportName, 'standings' | 'results'>,
	(narrowed: Narrowed) => SQL
> = {
	clicks: (narrowed) => sql`
		select ${FACT}, f.verdict, not (${CLICK_NOT_VOIDED}) as voided from clicks f ${OF_LINK}
		where ${facts(narrowed)} order by f.id`,
	readings: (narrowed) => sql`
		select ${FACT}, f.metric, f.total from readings f ${OF_LINK}
		where ${facts(narrowed)} order by f.id`,
	conversions: (narrowed) => sql`
		select ${FACT}, f.click_id as click, f.kind, f.value::text as value, f.currency,
			not (${CONVERSION_NOT_VOIDED}) as voided from conversions f ${OF_LINK}
		where ${facts(narrowed)} order by f.id`,
	adjustments: (narrowed) => sql`
		select f.id, f.external_id as "externalId", ${iso(sql`f.at`)} as at, c.slug as contest,
			pe.external_id as person, f.points, f.reason, f.lifts, by.external_id as by,
			${iso(sql`f.recorded_at`)} as "recordedAt"
		from adjustments f join contests c on c.id = f.contest_id join people pe on pe.id = f.person_id
			left join people by on by.id = f.created_by
		where ${within(sql`f.at`, narrowed)}
			and ${narrowed.contestId ? sql`f.contest_id = ${narrowed.contestId}::uuid` : sql`true`}
		order by f.id`,
	voids: (narrowed) => sql`
		select v.id, ${iso(sql`v.created_at`)} as "createdAt", pe.external_id as person, v.click_id as click,
			v.conversion_id as conversion, l.slug as link, ${iso(sql`v.from_at`)} as from, ${iso(sql`v.to_at`)} as to,
			v.reason, by.external_id as by, ${iso(sql`v.lifted_at`)} as "liftedAt"
		from voids v join people pe on pe.id = v.person_id left join links l on l.id = v.link_id
			left join people by on by.id = v.created_by
		where ${within(sql`v.created_at`, narrowed)} order by v.id`,
	people: ({ email }) => sql`
		select p.external_id as "externalId", p.name, ${email ? sql`p.email` : sql`null`} as email, p.role,
			t.name as team, o.name as office, p.title, p.active, ${iso(sql`p.updated_at`)} as "updatedAt",
			coalesce((select jsonb_agg(g.name order by g.name collate "C") from person_groups pg
				join groups g on g.id = pg.group_id where pg.person_id = p.id), '[]') as groups
		from people p join teams t on t.id = p.team_id left join offices o on o.id = p.office_id order by p.id`,
	links: (narrowed) => sql`
		select l.slug, ${`${publicOrigin()}/r/`}::text || l.slug as url, pe.external_id as person, l.post_id as post,
			l.network, ${iso(sql`l.shared_at`)} as "sharedAt"
		from links l join people pe on pe.id = l.person_id
		where ${within(sql`l.shared_at`, narrowed)} order by l.id`,
	posts: (narrowed) => sql`
		select p.id, p.external_id as "externalId", p.state, p.title, p.url, c.name as category, p.summary,
			p.image_url as "imageUrl", ${names('post_teams', 'team_id', 'teams')} as teams,
			${names('post_offices', 'office_id', 'offices')} as offices,
			${names('post_topics', 'topic_id', 'topics')} as topics, to_jsonb(p.hashtags) as hashtags, p.language,
			coalesce((select jsonb_agg(jsonb_build_object('network', pc.network, 'language', pc.language,
				'text', pc.text) order by pc.network, pc.language)
				from post_copies pc where pc.post_id = p.id), '[]') as copy,
			p.say, p.avoid, ${iso(sql`p.published_at`)} as "publishedAt", ${iso(sql`p.expires_at`)} as "expiresAt",
			${iso(sql`p.updated_at`)} as "updatedAt"
		from posts p join categories c on c.id = p.category_id
		where ${within(sql`p.published_at`, narrowed)} order by p.id`,
};
