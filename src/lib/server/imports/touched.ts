import { sql } from 'drizzle-orm';
import { Failure } from '#lib/domain/failure.ts';
import type { Ctx } from '../context.ts';
import { inFinalContest } from '../contests/final-boxes.ts';

type Around = { slug: string; personId: string; ms: number };

/**
 * The contests (slugs) in whose time box an import has facts. Keeps them from becoming final until the transaction ends.
 * Throws Failure `conflict` (reason import_final) when one is final and somebody whose facts these are competes in it.
 */
export async function requireOpenContests(tx: Ctx, importId: string): Promise<string[]> {
	const rows = (await tx.db.execute(sql`
		with facts as (
			select person_id, at from clicks where import_id = ${importId}::uuid
			union all select person_id, at from readings where import_id = ${importId}::uuid
			union all select person_id, at from conversions where import_id = ${importId}::uuid
		)
		select c.slug, f.person_id as "personId", (extract(epoch from min(f.at)) * 1000)::float8 as ms
		from facts f join contests c on f.at >= c.starts_at and f.at < c.ends_at
		where c.published_at is not null and c.cancelled_at is null
		group by 1, 2
	`)) as unknown as Around[];
	const dated = rows.map(({ personId, ms }) => ({ personId, at: new Date(Math.round(ms)) }));
	const isFinal = await inFinalContest(tx, dated);
	const over = rows.filter((_, index) => isFinal(dated[index]!)).map(({ slug }) => slug);
	if (over.length > 0)
		throw new Failure(
			'conflict',
			`It has facts in a contest that is final: ${[...new Set(over)].join(', ')}. Correct its result instead.`,
			{ reason: 'import_final' },
		);
	return [...new Set(rows.map(({ slug }) => slug))].sort();
}
