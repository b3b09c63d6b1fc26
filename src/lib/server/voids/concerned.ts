import { sql } from 'drizzle-orm';
import type { Ctx } from '../context.ts';
import { notify } from '../notices/notify.ts';
import type { VoidTarget } from './touched.ts';

export type ConcernedContest = { id: string; slug: string; name: string; final: boolean };

/**
 * The contests whose time box holds something of the target, those still open first and of them the one that began
 * last. Holds their rows: none of them can be made final until the void that goes with it is in its table.
 */
export async function contestsOf(tx: Ctx, target: VoidTarget): Promise<ConcernedContest[]> {
	const { clickId, conversionId, from, to } = target;
	const bound = (at: Date | null) => sql`${at?.toISOString() ?? null}::timestamptz`;
	const rows = (await tx.db.execute(sql`
		with span as (
			select at as since, at + interval '1 millisecond' as until from clicks where id = ${clickId}::uuid
			union all
			select at, at + interval '1 millisecond' from conversions where id = ${conversionId}::uuid
			union all
			select coalesce(${bound(from)}, '-infinity'), coalesce(${bound(to)}, 'infinity')
			where ${clickId === null && conversionId === null}
		)
		select c.id, c.slug, c.name, c.final_at is not null as final from contests c, span s
		where c.published_at is not null and c.cancelled_at is null
			and c.starts_at < s.until and c.ends_at > s.since
		order by c.id for key share of c
	`)) as unknown as ConcernedContest[];
	const started = (await tx.db.execute(sql`
		select id from contests order by final_at is not null, starts_at desc, id
	`)) as unknown as { id: string }[];
	const order = new Map(started.map(({ id }, index) => [id, index]));
	return rows.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
}

const sortOf = ({ clickId, conversionId, linkId }: VoidTarget) => {
	if (clickId) return 'click';
	if (conversionId) return 'conversion';
	return linkId ? 'link' : 'person';
};

/** Tells the person whose facts they are that they no longer count, with the reason, or that they count again. */
export async function tellAboutVoid(
	tx: Ctx,
	target: VoidTarget,
	contests: readonly ConcernedContest[],
	news: { voidId: string; reason: string } | { voidId: string; lifted: true },
): Promise<void> {
	const [first] = contests;
	const contest = first ? { slug: first.slug, name: first.name } : null;
	const people = [target.personId];
	const what = sortOf(target);
	const key = `void:${news.voidId}`;
	if ('reason' in news)
		await notify(tx, {
			...{ people, key, kind: 'void_made' },
			params: { contest, what, reason: news.reason },
		});
	else
		await notify(tx, {
			...{ people, key: `${key}:lifted`, kind: 'void_lifted' },
			params: { contest, what },
		});
}
