import { sql, type SQL } from 'drizzle-orm';
import type { OfLink } from '#lib/domain/badges/facts.ts';
import { CLICK_NOT_VOIDED, CONVERSION_NOT_VOIDED } from '../boards/audience-facts.ts';
import { ms } from '../boards/standing-rows.ts';
import type { Ctx } from '../context.ts';
import { listText } from '../db/lists.ts';
import { executePrepared } from '../db/prepared.ts';
import { notUndone } from '../imports/undone.ts';

type Own<T> = T & { personId: string };

/** Every statement here is a constant, asked with every fact: whose rows it is about are its one value. */
const IDS = sql`${sql.placeholder('people')}::uuid[]`;

type People = readonly string[];

const rowsOf = <T extends Record<string, unknown>>(ctx: Ctx, statement: SQL, people: People) =>
	executePrepared<T>(ctx.db, statement, { people: listText(people) });

const CLICKS = sql`
	select "personId", link, json_agg(json_build_array(units, at)) as quarters from (
		select f.person_id as "personId", f.link_id as link, count(*)::int as units, ${ms(sql`max(f.at)`)} as at
		from clicks f
		where f.person_id = any(${IDS}) and f.verdict = 'valid' and ${CLICK_NOT_VOIDED}
		group by f.person_id, f.link_id, date_bin('15 minutes', f.at, 'epoch')) quarters
	group by 1, 2`;

/**
 * Counted clicks of these people by link and quarter of an hour, which lies in one day in every zone, in no order. One row
 * comes for each link: a row for each of a year's hours cost twice as much to carry as to find.
 */
export async function clickRows(ctx: Ctx, people: People): Promise<Own<OfLink>[]> {
	const rows = await rowsOf<Own<{ link: string; quarters: [units: number, at: number][] }>>(
		ctx,
		CLICKS,
		people,
	);
	return rows.flatMap(({ personId, link, quarters }) =>
		quarters.map(([units, at]) => ({ personId, link, units, at })),
	);
}

const COMMENTS = sql`
	select person_id as "personId", link_id as link, (total - before)::int as units, ${ms(sql`at`)} as at from (
		select f.person_id, f.link_id, f.at, f.total, coalesce(max(f.total) over (partition by f.link_id
			order by f.at, coalesce(f.external_id, f.id::text) collate "C"
			rows between unbounded preceding and 1 preceding), 0) as before
		from readings f
		where f.person_id = any(${IDS}) and f.metric = 'comment' and ${notUndone('f')}) totals
	where total > before`;

/** By how much the running maximum of comments rose (domain/scoring/readings.ts), in no order. */
export async function commentRows(ctx: Ctx, people: People): Promise<Own<OfLink>[]> {
	return rowsOf<Own<OfLink>>(ctx, COMMENTS, people);
}

const CONVERSIONS = sql`
	select f.person_id as "personId", f.link_id as link, f.kind, 1 as units, ${ms(sql`f.at`)} as at
	from conversions f where f.person_id = any(${IDS}) and ${CONVERSION_NOT_VOIDED}`;

/** Conversions of these people that count, in no order. */
export async function conversionRows(
	ctx: Ctx,
	people: People,
): Promise<Own<OfLink & { kind: string }>[]> {
	return rowsOf<Own<OfLink & { kind: string }>>(ctx, CONVERSIONS, people);
}

const STORY_CLICKS = sql`
	select p.proposed_by as "personId", count(*)::int as units, ${ms(sql`max(f.at)`)} as at
	from posts p join links l on l.post_id = p.id and l.person_id <> p.proposed_by
		join clicks f on f.link_id = l.id and f.visitor is not null
	where p.proposed_by = any(${IDS}) and f.verdict = 'valid' and ${CLICK_NOT_VOIDED}
	group by p.proposed_by, date_bin('15 minutes', f.at, 'epoch')`;

/** Counted clicks by quarter of an hour that colleagues' links brought to stories of these people's suggestion, in no order. */
export async function storyClickRows(
	ctx: Ctx,
	people: People,
): Promise<Own<{ units: number; at: number }>[]> {
	return rowsOf<Own<{ units: number; at: number }>>(ctx, STORY_CLICKS, people);
}

const LINKS = sql`
	select l.person_id as "personId", l.id, l.network, p.category_id::text as category, s.originality as own
	from links l join posts p on p.id = l.post_id left join shares s on s.link_id = l.id
	where l.person_id = any(${IDS})`;

/** The links of these people and what is known of the posts behind them. */
export async function linkRows(ctx: Ctx, people: People) {
	return rowsOf<Own<{ id: string; network: string; category: string | null; own: number | null }>>(
		ctx,
		LINKS,
		people,
	);
}

const OTHER = sql`
	select * from (
		select 'proposal' as of, person_id as "personId", ${ms(sql`created_at`)} as at, '' as name,
			case when state = 'accepted' then ${ms(sql`decided_at`)} end as n
		from proposals where person_id = any(${IDS})
		union all
		select 'certificate', person_id, ${ms(sql`at`)}, '', edition from certificates where person_id = any(${IDS})
		union all
		select 'pledge', person_id, ${ms(sql`at`)}, '', 0 from disclosure_pledges where person_id = any(${IDS})
		union all
		select title, person_id, ${ms(sql`at`)}, month, 0 from badge_titles where person_id = any(${IDS})
		union all
		select 'prizes', a.person_id, 0, c.slug, count(*)
		from prize_awards a join contests c on c.id = a.contest_id
		where a.person_id = any(${IDS}) and a.state not in ('declined', 'withdrawn') and not c.held_for_reveal
		group by a.person_id, c.slug
	) rows order by at`;

/** What is not facts of links: suggestions, learning, titles and prizes, each in the order of its instants; in one trip. */
export async function otherRows(ctx: Ctx, people: People) {
	const rows = await rowsOf<Own<{ of: string; at: number; name: string; n: number | null }>>(
		ctx,
		OTHER,
		people,
	);
	const of = Map.groupBy(rows, (row) => row.of);
	const titled = (title: 'improved' | 'newcomer') =>
		(of.get(title) ?? []).map(({ personId, at, name: month }) => ({ personId, at, month, title }));
	return {
		proposals: (of.get('proposal') ?? []).map(({ personId, at, n: acceptedAt }) => ({
			...{ personId, at, acceptedAt },
		})),
		certificates: (of.get('certificate') ?? []).map(({ personId, at, n: edition }) => ({
			...{ personId, at, edition: edition! },
		})),
		pledges: of.get('pledge') ?? [],
		titles: [...titled('improved'), ...titled('newcomer')],
		prizes: (of.get('prizes') ?? []).map(({ personId, name: contest, n: prizes }) => ({
			...{ personId, contest, prizes: prizes! },
		})),
	};
}

export type PersonRow = {
	id: string;
	externalId: string;
	name: string;
	team: string;
	office: string | null;
	groups: string[];
	timeZone: string;
	workDays: number[] | null;
	off: { from: string; to: string }[] | null;
};

const PERSONS = sql`
	select p.id, p.external_id as "externalId", p.name, t.name as team, o.name as office,
		coalesce((select jsonb_agg(g.name) from person_groups pg join groups g on g.id = pg.group_id
			where pg.person_id = p.id), '[]') as groups,
		coalesce(o.time_zone, (select time_zone from program where id = 1), 'UTC') as "timeZone",
		to_jsonb(w.work_days) as "workDays", w.off
	from people p join teams t on t.id = p.team_id left join offices o on o.id = p.office_id
		left join work_weeks w on w.person_id = p.id
	where p.id = any(${IDS}) and p.active`;

/** These people with where they belong, their zone and their own week. */
export async function personRows(ctx: Ctx, people: People): Promise<PersonRow[]> {
	return rowsOf<PersonRow>(ctx, PERSONS, people);
}
