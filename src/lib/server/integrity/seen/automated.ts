import { sql } from 'drizzle-orm';
import {
	EVEN_CLICKS,
	EVEN_DEVIATION,
	EVEN_GAP_SECONDS,
	SWEEP_LINKS,
	SWEEP_SECONDS,
} from '#lib/domain/integrity/signals/automated.ts';
import { countedClicks, ms, sightings, utcDay, type Look } from './counted.ts';

/** Many of a person's links opened within seconds from one place: the most on each day. */
const sweeps: Look<'automated'> = (ctx, contest) =>
	sightings(
		ctx,
		sql`
		with ${countedClicks(contest)}, first_of_second as (
			-- A link once a second: of a flood the windows below hold no more than the person has links, ten times.
			select person_id, source, link_id, min(at) as at, max(at) as until
			from box where source is not null group by person_id, source, link_id, date_trunc('second', at)
		), dense as (
			select person_id, at, first_value(at) over w as since, max(until) over w as until,
				array_agg(link_id) over w as links, count(*) over w as n
			from first_of_second
			window w as (partition by person_id, source order by at
				range between ${`${SWEEP_SECONDS} seconds`}::interval preceding and current row)
		), told as (
			select person_id, since, until, (select count(distinct link)::int from unnest(links) link) as links
			from dense where n >= ${SWEEP_LINKS}
		)
		select distinct on (person_id, ${utcDay(sql`since`)})
			'sweep:' || person_id || ':' || ${utcDay(sql`since`)} as key, person_id, 'sweep' as kind, links,
			${ms(sql`since`)} as "from", ${ms(sql`until`)} + 1 as "to"
		from told where links >= ${SWEEP_LINKS}
		order by person_id, ${utcDay(sql`since`)}, links desc, since`,
	);

/** Hours in which a link's clicks came at even intervals: the fullest of each day. */
const evenGaps: Look<'automated'> = (ctx, contest) =>
	sightings(
		ctx,
		sql`
		with ${countedClicks(contest)}, gaps as (
			select link_id, person_id, at, date_trunc('hour', at) as hour,
				extract(epoch from at - lag(at) over (partition by link_id, date_trunc('hour', at) order by at)) as gap
			from box
		), told as (
			select link_id, person_id, hour, count(*)::int as clicks, avg(gap)::float8 as mean,
				stddev_pop(gap)::float8 as spread, min(at) as since, max(at) as until
			from gaps group by 1, 2, 3
			having count(*) >= ${EVEN_CLICKS} and avg(gap) >= ${EVEN_GAP_SECONDS}
		)
		select distinct on (link_id, ${utcDay(sql`hour`)})
			'even:' || link_id || ':' || ${utcDay(sql`hour`)} as key, person_id, link_id, 'even' as kind, clicks,
			mean as "gapSeconds", spread / mean as deviation,
			${ms(sql`since`)} as "from", ${ms(sql`until`)} + 1 as "to"
		from told where spread <= mean * ${EVEN_DEVIATION}
		order by link_id, ${utcDay(sql`hour`)}, clicks desc, hour`,
	);

/** Scanners and scripts, by what they do. */
export const lookForAutomation: Look<'automated'> = async (ctx, contest) => [
	...(await sweeps(ctx, contest)),
	...(await evenGaps(ctx, contest)),
];
