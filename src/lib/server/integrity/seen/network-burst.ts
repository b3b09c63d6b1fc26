import { sql } from 'drizzle-orm';
import { BURST_CLICKS, BURST_MINUTES } from '#lib/domain/integrity/signals/network-burst.ts';
import { countedClicks, ms, sightings, utcDay, type Look } from './counted.ts';

/** The densest ten minutes of one network on a link, for each link and day. */
export const lookForBursts: Look<'network_burst'> = (ctx, contest) =>
	sightings(
		ctx,
		sql`
		with ${countedClicks(contest)}, dense as (
			select link_id, person_id, network, at, (count(*) over w)::int as clicks, first_value(at) over w as since
			from box where network is not null
			window w as (partition by link_id, network order by at
				range between ${`${BURST_MINUTES} minutes`}::interval preceding and current row)
		), peaks as (
			select distinct on (link_id, ${utcDay(sql`at`)}) *, ${utcDay(sql`at`)} as day
			from dense where clicks >= ${BURST_CLICKS}
			order by link_id, ${utcDay(sql`at`)}, clicks desc, at, network
		)
		select p.link_id || ':' || p.day as key, p.person_id, p.link_id, p.clicks,
			(count(*) filter (where b.network is distinct from p.network))::int as others,
			${ms(sql`p.since`)} as "from", ${ms(sql`p.at`)} + 1 as "to"
		from peaks p join box b on b.link_id = p.link_id and b.at between p.since and p.at
		group by p.link_id, p.day, p.person_id, p.clicks, p.since, p.at`,
	);
