import { sql } from 'drizzle-orm';
import { MUTUAL_CLICKS, MUTUAL_PEOPLE } from '#lib/domain/integrity/signals/mutual-clicks.ts';
import { countedClicks, ms, sightings, utcDay, type Look } from './counted.ts';

/** Pairs of people whose links were opened from the same few places on one day: a row for each of the two. */
export const lookForMutualClicks: Look<'mutual_clicks'> = (ctx, contest) =>
	sightings(
		ctx,
		sql`
		with ${countedClicks(contest)}, per_source as (
			select *, sum(n) over (partition by person_id, day) as of_day from (
				select person_id, ${utcDay(sql`at`)} as day, source, count(*) as n, min(at) as since, max(at) as until
				from box group by 1, 2, 3
			) g
		), shared as (
			-- Few people per source: taken apart again row by row, which no planner can turn into a loop over all.
			select day, array_agg(person_id) as who, array_agg(n) as ns, array_agg(of_day) as days,
				array_agg(since) as starts, array_agg(until) as ends
			from per_source where source is not null
			group by day, source having count(*) between 2 and ${MUTUAL_PEOPLE}
		), pairs as (
			select a.person_id, b.person_id as other, s.day, sum(a.n)::int as to_person, sum(b.n)::int as to_other,
				count(*)::int as sources, max(a.of_day)::int as of_day, min(a.since) as since, max(a.until) as until
			from shared s
			cross join lateral unnest(s.who, s.ns, s.days, s.starts, s.ends) as a(person_id, n, of_day, since, until)
			cross join lateral unnest(s.who, s.ns) as b(person_id, n)
			where a.person_id <> b.person_id
			group by 1, 2, 3
			having sum(a.n) >= ${MUTUAL_CLICKS} and sum(b.n) >= ${MUTUAL_CLICKS}
		)
		select concat_ws(':', p.person_id, p.other, p.day) as key, p.person_id, p.other, p.to_person as "toPerson",
			p.to_other as "toOther", p.sources, p.of_day as "all",
			(select count(*)::int from clicks c where c.person_id = p.person_id and c.verdict = 'internal'
				and c.at >= p.day::date::timestamp at time zone 'UTC'
				and c.at < (p.day::date + 1)::timestamp at time zone 'UTC') as internal,
			${ms(sql`p.since`)} as "from", ${ms(sql`p.until`)} + 1 as "to"
		from pairs p`,
	);
