import { sql, type SQL } from 'drizzle-orm';
import type { Ctx } from '../context.ts';
import { leaveMarksIn, type Mark } from '../scoring/marks.ts';

/** What a void takes out: one click, one conversion, or the clicks of a link or a person within [from, to). */
export type VoidTarget = {
	personId: string;
	clickId: string | null;
	conversionId: string | null;
	linkId: string | null;
	from: Date | null;
	to: Date | null;
};

type Touched = { metric: 'click' | 'conversion'; minute: string; facts: number };

const bound = (at: Date | null): SQL => sql`${at?.toISOString() ?? null}::timestamptz`;

/**
 * Leaves a mark for every minute in which the target has a click that counts, or its conversion, and gives how many
 * such facts there are. Clicks that did not count anyway need no mark and are not in the number.
 */
export async function markTouched(tx: Ctx, target: VoidTarget): Promise<number> {
	const { personId, clickId, conversionId, linkId, from, to } = target;
	const rows = (await (conversionId === null
		? tx.db.execute(sql`
			select 'click' as metric, date_trunc('minute', at) as minute, count(*)::int as facts
			from clicks
			where person_id = ${personId}::uuid and verdict = 'valid'
				and (${clickId}::uuid is null or id = ${clickId}::uuid)
				and (${linkId}::uuid is null or link_id = ${linkId}::uuid)
				and (${bound(from)} is null or at >= ${bound(from)})
				and (${bound(to)} is null or at < ${bound(to)})
			group by 2`)
		: tx.db.execute(sql`
			select 'conversion' as metric, date_trunc('minute', at) as minute, 1 as facts
			from conversions where id = ${conversionId}::uuid`))) as unknown as Touched[];
	await leaveMarksIn(
		tx.db,
		rows.map(({ metric, minute }): Mark => ({ personId, metric, at: new Date(minute) })),
	);
	return rows.reduce((sum, row) => sum + row.facts, 0);
}
