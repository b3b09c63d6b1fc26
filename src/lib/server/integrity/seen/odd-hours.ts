import { sql } from 'drizzle-orm';
import {
	NIGHT_CLICKS,
	NIGHT_FROM_HOUR,
	NIGHT_TO_HOUR,
} from '#lib/domain/integrity/signals/odd-hours.ts';
import { countedClicks, ms, sightings, type Look } from './counted.ts';

/** Each person's nights, by the clock of their office, else of the contest. */
export const lookForOddHours: Look<'odd_hours'> = (ctx, contest) =>
	sightings(
		ctx,
		sql`
		with ${countedClicks(contest)}, zones as materialized (
			select p.id as person_id, coalesce(o.time_zone, ${contest.rules.timeZone}) as zone
			from people p left join offices o on o.id = p.office_id
		), local as (
			select b.person_id, b.at, z.zone, b.at at time zone z.zone as clock
			from box b join zones z on z.person_id = b.person_id
		), told as (
			select *, extract(hour from clock) >= ${NIGHT_FROM_HOUR} and extract(hour from clock) < ${NIGHT_TO_HOUR}
				as by_night
			from local
		)
		select person_id || ':' || to_char(clock, 'YYYY-MM-DD') as key, person_id,
			(count(*) filter (where by_night))::int as night, count(*)::int as day, zone as "timeZone",
			${ms(sql`min(at) filter (where by_night)`)} as "from",
			${ms(sql`max(at) filter (where by_night)`)} + 1 as "to"
		from told group by person_id, zone, to_char(clock, 'YYYY-MM-DD')
		having count(*) filter (where by_night) >= ${NIGHT_CLICKS}`,
	);
