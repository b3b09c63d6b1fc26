import { sql } from 'drizzle-orm';
import type { Metric } from '#lib/domain/contest/rules.ts';
import type { PostOfTheWeek } from '#lib/domain/posts/view.ts';
import type { Db } from '../db/client.ts';
import type { LoadedContest } from '../scoring/contest.ts';
import {
	CLICK_NOT_VOIDED,
	CONVERSION_NOT_VOIDED,
	instantOf,
	ofTakenLinks,
	readingIncrements,
	shownUntil,
} from './audience-facts.ts';
import { ms } from './standing-rows.ts';

const WEEK_MS = 7 * 86_400_000;

/**
 * The link whose facts weighed most, by the rules' points and before any cap, in the seven days before `now` (before
 * the freeze or the end, if they came first); ties go to more clicks, then to the older link. A link that somebody brought is named by its host: nobody
 * else has read its title. Null when nothing came.
 */
export async function postOfTheWeek(
	db: Db,
	contest: LoadedContest,
	now: Date,
): Promise<PostOfTheWeek | null> {
	const until = shownUntil(contest, now);
	const { startsAt, metrics } = contest.rules;
	const from = new Date(Math.max(until.getTime() - WEEK_MS, startsAt.getTime()));
	const within = sql`f.at >= ${instantOf(from)} and f.at < ${instantOf(until)} and ${ofTakenLinks(contest)}`;
	// Through the people of the table, so that each one's week is read from the index on (person, instant).
	const competitors = sql`(select person_id from standings where contest_id = ${contest.id} and listed) s`;
	const people = sql`f.person_id in (select person_id from standings where contest_id = ${contest.id} and listed)`;
	const weight = (metric: Metric) => sql`${metrics[metric]?.points ?? 0}::int`;
	const count = (metric: Metric) => sql`coalesce(sum(n) filter (where metric = ${metric}), 0)::int`;
	const [row] = (await db.execute(sql`
		with brought as (
			select f.link_id, 'click' as metric, count(*) as n from ${competitors}
				join clicks f on f.person_id = s.person_id join links l on l.id = f.link_id
				where ${within} and f.verdict = 'valid' and ${CLICK_NOT_VOIDED} group by 1
			union all
			select f.link_id, 'conversion', count(*) from ${competitors}
				join conversions f on f.person_id = s.person_id join links l on l.id = f.link_id
				where ${within} and ${CONVERSION_NOT_VOIDED} group by 1
			union all
			select f.link_id, f.metric, sum(f.units) from (${readingIncrements(contest, people, until)}) f
				where f.at >= ${instantOf(from)} group by 1, 2
		), links_of_week as (
			select link_id, ${count('click')} as clicks, ${count('like')} as likes, ${count('comment')} as comments,
				${count('reshare')} as reshares, ${count('conversion')} as conversions
			from brought group by 1
		)
		select w.*,
			case when po.brought_by is null then po.title else substring(po.url from '://([^/:?#]+)') end as title, pe.external_id as "externalId", pe.name, pe.avatar_seed as "avatarSeed", l.network,
			${ms(sql`l.shared_at`)} as "sharedAt"
		from links_of_week w join links l on l.id = w.link_id join posts po on po.id = l.post_id
			join people pe on pe.id = l.person_id
		where clicks + likes + comments + reshares + conversions > 0
		order by clicks * ${weight('click')} + likes * ${weight('like')} + comments * ${weight('comment')}
			+ reshares * ${weight('reshare')} + conversions * ${weight('conversion')} desc, clicks desc, l.id
		limit 1`)) as unknown as (Omit<PostOfTheWeek, 'person' | 'sharedAt'> &
		PostOfTheWeek['person'] & { sharedAt: number })[];
	if (!row) return null;
	const { title, externalId, name, avatarSeed, network, clicks, likes, comments } = row;
	return {
		...{ title, person: { externalId, name, avatarSeed }, network, clicks, likes, comments },
		sharedAt: new Date(Math.round(row.sharedAt)).toISOString(),
		reshares: row.reshares,
		conversions: row.conversions,
	};
}
