import { sql } from 'drizzle-orm';
import { ENGAGEMENT } from '#lib/domain/contest/rules.ts';
import { JUMP_UNITS } from '#lib/domain/integrity/signals/reading-jump.ts';
import { countedClicks, instant, ms, sightings, utcDay, type Look } from './counted.ts';
import { notUndone } from '../../imports/undone.ts';

/** The largest step of each link's totals on a day, of the metrics that the rules count. */
export const lookForJumps: Look<'reading_jump'> = (ctx, contest) => {
	const { startsAt, endsAt, metrics, posts } = contest.rules;
	const counted = ENGAGEMENT.filter((metric) => metrics[metric]);
	if (counted.length === 0) return Promise.resolve([]);
	const isShared = posts === 'any' ? sql`true` : sql`l.shared_at >= ${instant(startsAt)}`;
	return sightings(
		ctx,
		sql`
		with ${countedClicks(contest)}, steps as (
			select r.link_id, r.person_id, r.metric, r.at, r.total, l.shared_at,
				max(r.total) over (w rows between unbounded preceding and 1 preceding) as before,
				lag(r.at) over w as since
			from readings r join links l on l.id = r.link_id
			where r.at < ${instant(endsAt)} and ${isShared} and ${notUndone('r')}
				and r.metric in (select jsonb_array_elements_text(${JSON.stringify(counted)}::text::jsonb))
			window w as (partition by r.link_id, r.metric order by r.at, coalesce(r.external_id, r.id::text) collate "C")
		), told as (
			select link_id, person_id, metric, at, coalesce(before, 0) as before, total as after,
				least(coalesce(since, shared_at), at) as since
			from steps
			-- The first reading of a link that was shared before the start gives nothing (its total is from before).
			where at >= ${instant(startsAt)} and total - coalesce(before, 0) >= ${JUMP_UNITS}
				and (before is not null or shared_at >= ${instant(startsAt)})
		), largest as (
			select distinct on (link_id, metric, ${utcDay(sql`at`)}) *, ${utcDay(sql`at`)} as day
			from told order by link_id, metric, ${utcDay(sql`at`)}, after - before desc, at
		)
		select concat_ws(':', link_id, metric, day) as key, person_id, link_id, metric, before, after,
			(select count(*)::int from box b
				where b.link_id = g.link_id and b.at >= g.since and b.at <= g.at) as clicks,
			${ms(sql`since`)} as "from", ${ms(sql`at`)} + 1 as "to"
		from largest g`,
	);
};
