import { sql } from 'drizzle-orm';
import { FEW_CLICKS } from '#lib/domain/integrity/signals/few-visitors.ts';
import { countedClicks, ms, sightings, utcDay, type Look } from './counted.ts';

/** From how many sources a person's clicks came: networks by the day, named visitors over the whole contest. */
export const lookForFewVisitors: Look<'few_visitors'> = (ctx, contest) =>
	sightings(
		ctx,
		sql`
		with ${countedClicks(contest)}, per_source as (
			select person_id, 'network' as by, ${utcDay(sql`at`)} as day, network as source,
				count(*) as n, min(at) as since, max(at) as until
			from box where network is not null group by 1, 3, 4
			union all
			select person_id, 'visitor', '', named, count(*), min(at), max(at)
			from box where named is not null group by 1, 4
		)
		select concat_ws(':', by, person_id, nullif(day, '')) as key, person_id, by, sum(n)::int as clicks,
			count(*)::int as sources, max(n)::int as top,
			${ms(sql`min(since)`)} as "from", ${ms(sql`max(until)`)} + 1 as "to"
		from per_source group by person_id, by, day having sum(n) >= ${FEW_CLICKS}`,
	);
