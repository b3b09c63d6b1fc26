import { sql } from 'drizzle-orm';
import type { PostBrought } from '#lib/domain/recognition/reasons.ts';
import { CLICK_NOT_VOIDED, CONVERSION_NOT_VOIDED, instantOf } from '../boards/audience-facts.ts';
import { notHidden } from '../boards/hidden-spans.ts';
import type { Ctx } from '../context.ts';

/**
 * What the posts of these people (own ids) brought from `from` to now, by person and story: clicks, comments and
 * conversions by kind, the most telling first. What a frozen board hides is left out. A link that somebody brought goes by
 * its host: nobody else has read its title.
 */
export async function broughtBy(
	ctx: Pick<Ctx, 'db' | 'now'>,
	people: readonly string[],
	from: Date,
): Promise<Map<string, PostBrought[]>> {
	if (people.length === 0) return new Map();
	const open = await notHidden(ctx);
	const theirs = sql`f.person_id in (
		select jsonb_array_elements_text(${JSON.stringify(people)}::text::jsonb)::uuid)`;
	const within = sql`${theirs} and f.at >= ${instantOf(from)} and f.at <= ${instantOf(ctx.now)} and ${open}`;
	const rows = (await ctx.db.execute(sql`
		with facts as (
			select f.person_id, f.post_id, 'click' as of, null as kind, null as name, count(*) as n from clicks f
				where ${within} and f.verdict = 'valid' and ${CLICK_NOT_VOIDED} group by 1, 2
			union all
			select f.person_id, f.post_id, 'conversion', f.kind, k.name, count(*) from conversions f
				left join conversion_kinds k on k.kind = f.kind
				where ${within} and ${CONVERSION_NOT_VOIDED} group by 1, 2, 4, 5
			union all
			select f.person_id, f.post_id, 'comment', null, null, sum(greatest(0, f.total - before)) from (
				select f.*, coalesce(max(f.total) over (partition by f.link_id
					order by f.at, coalesce(f.external_id, f.id::text) collate "C"
					rows between unbounded preceding and 1 preceding), 0) as before
				from readings f where ${theirs} and f.metric = 'comment') f
				where ${within} group by 1, 2
		)
		select x.person_id as "personId", x.post_id as "postId",
			case when p.brought_by is null then p.title else substring(p.url from '://([^/:?#]+)') end as title,
			coalesce(sum(n) filter (where of = 'click'), 0)::int as clicks,
			coalesce(sum(n) filter (where of = 'comment'), 0)::int as comments,
			coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'name', name, 'count', n))
				filter (where of = 'conversion'), '[]') as conversions
		from facts x join posts p on p.id = x.post_id group by 1, 2, 3
	`)) as unknown as (PostBrought & { personId: string })[];
	const weight = ({ clicks, comments, conversions }: PostBrought) =>
		clicks + 3 * comments + 10 * conversions.reduce((sum, { count }) => sum + count, 0);
	const found = new Map<string, PostBrought[]>();
	for (const { personId, ...post } of rows) {
		if (weight(post) === 0) continue;
		found.set(personId, [...(found.get(personId) ?? []), post]);
	}
	for (const posts of found.values()) {
		posts.sort((a, b) => weight(b) - weight(a) || (a.postId < b.postId ? -1 : 1));
	}
	return found;
}
