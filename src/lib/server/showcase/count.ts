import { sql } from 'drizzle-orm';
import type { Candidate } from '#lib/domain/showcase/choose.ts';
import { monthBounds } from '#lib/domain/showcase/month.ts';
import { CLICK_NOT_VOIDED, instantOf } from '../boards/audience-facts.ts';
import { notHidden } from '../boards/hidden-spans.ts';
import type { Ctx } from '../context.ts';
import { notUndone } from '../imports/undone.ts';

export type Counted = Candidate & { postId: string };

/**
 * What every post brought in a calendar month of the zone: valid clicks, and by how much the readings of its network rose
 * (domain/scoring/readings.ts). Robots, duplicates, what was voided or undone and what a frozen contest hides don't count; a story that is no longer
 * published, a link that somebody brought for themselves and the posts of who has left are no candidates.
 */
export async function countMonth(
	ctx: Pick<Ctx, 'db' | 'now'>,
	month: string,
	zone: string,
): Promise<Counted[]> {
	const { from, to } = monthBounds(month, zone);
	const open = await notHidden(ctx);
	const within = sql`f.at >= ${instantOf(from)} and f.at < ${instantOf(to)}`;
	const units = (...metrics: string[]) =>
		sql`coalesce(sum(n) filter (where metric in (${sql.join(
			metrics.map((metric) => sql`${metric}`),
			sql`, `,
		)})), 0)::int`;
	return (await ctx.db.execute(sql`
		with brought as (
			select f.link_id, 'click' as metric, count(*) as n from clicks f
				where ${within} and f.verdict = 'valid' and ${CLICK_NOT_VOIDED} and ${open} group by 1
			union all
			select f.link_id, f.metric, sum(greatest(0, f.total - f.before)) from (
				select f.link_id, f.metric, f.at, f.total, coalesce(max(f.total) over (partition by f.link_id, f.metric
					order by f.at, coalesce(f.external_id, f.id::text) collate "C"
					rows between unbounded preceding and 1 preceding), 0) as before
				from readings f
				where f.metric in ('like', 'comment', 'reshare', 'impression') and f.at < ${instantOf(to)}
					and ${notUndone('f')}
					and f.link_id in (select r.link_id from readings r where r.at >= ${instantOf(from)} and r.at < ${instantOf(to)})
				) f
				where ${within} and ${open} group by 1, 2
		)
		select b.link_id as "linkId", l.person_id as "personId", l.post_id as "postId", ${units('click')} as clicks,
			${units('comment')} as conversations, ${units('click', 'like', 'comment', 'reshare')} as engagements,
			${units('impression')} as impressions
		from brought b join links l on l.id = b.link_id
			join people p on p.id = l.person_id and p.active
			join posts po on po.id = l.post_id and po.state = 'published' and po.brought_by is null
		group by 1, 2, 3`)) as unknown as Counted[];
}
