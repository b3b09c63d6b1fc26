import { sql } from 'drizzle-orm';
import { QUICK_CLICKS, QUICK_SECONDS } from '#lib/domain/integrity/signals/quick-clicks.ts';
import { countedClicks, ms, sightings, type Look } from './counted.ts';

/** Links with clicks in their first seconds. */
export const lookForQuickClicks: Look<'quick_clicks'> = (ctx, contest) =>
	sightings(
		ctx,
		sql`
		with ${countedClicks(contest)}, told as (
			select b.link_id, b.person_id, b.at, l.shared_at,
				b.at < l.shared_at + ${`${QUICK_SECONDS} seconds`}::interval as quick
			from box b join links l on l.id = b.link_id where b.at >= l.shared_at
		)
		select link_id::text as key, person_id, link_id, (count(*) filter (where quick))::int as clicks,
			count(*)::int as "all", ${ms(sql`shared_at`)} as "from", ${ms(sql`max(at) filter (where quick)`)} + 1 as "to"
		from told group by link_id, person_id, shared_at
		having count(*) filter (where quick) >= ${QUICK_CLICKS}`,
	);
