import { sql } from 'drizzle-orm';
import type { Ctx } from '../context.ts';
import { isVoided } from './seen/counted.ts';

/** A stretch [from, to) of a person's clicks, or of one link's; RFC 3339. `id` names it in the answer. */
export type ClickRange = {
	id: string;
	personId: string;
	linkId: string | null;
	from: string;
	to: string;
};

/** How many clicks that count, valid and not voided, lie in each range: what a void of it would take out. */
export async function countInRanges(
	ctx: Pick<Ctx, 'db'>,
	ranges: readonly ClickRange[],
): Promise<Map<string, number>> {
	if (ranges.length === 0) return new Map();
	const rows = (await ctx.db.execute(sql`
		select r.id, (select count(*)::int from clicks c
			where c.person_id = r."personId" and c.at >= r."from" and c.at < r."to" and c.verdict = 'valid'
				and (r."linkId" is null or c.link_id = r."linkId") and not ${isVoided}) as n
		from jsonb_to_recordset(${JSON.stringify(ranges)}::text::jsonb)
			as r(id text, "personId" uuid, "linkId" uuid, "from" timestamptz, "to" timestamptz)
	`)) as unknown as { id: string; n: number }[];
	return new Map(rows.map(({ id, n }) => [id, n]));
}

/**
 * How many valid clicks, voided or not, fall into each of `bars` equal parts of each range: for charts. Ranges in which
 * nothing happened have zeros.
 */
export async function barsOfRanges(
	ctx: Pick<Ctx, 'db'>,
	ranges: readonly ClickRange[],
	bars: number,
): Promise<Map<string, number[]>> {
	const result = new Map(ranges.map(({ id }) => [id, Array.from({ length: bars }, () => 0)]));
	if (ranges.length === 0) return result;
	const rows = (await ctx.db.execute(sql`
		select r.id, least(${bars}, width_bucket(extract(epoch from c.at)::float8,
			extract(epoch from r."from")::float8, extract(epoch from r."to")::float8, ${bars}))::int as bar,
			count(*)::int as n
		from jsonb_to_recordset(${JSON.stringify(ranges)}::text::jsonb)
			as r(id text, "personId" uuid, "linkId" uuid, "from" timestamptz, "to" timestamptz)
		join clicks c on c.person_id = r."personId" and c.at >= r."from" and c.at < r."to" and c.verdict = 'valid'
			and (r."linkId" is null or c.link_id = r."linkId")
		group by 1, 2
	`)) as unknown as { id: string; bar: number; n: number }[];
	for (const { id, bar, n } of rows) result.get(id)![bar - 1] = n;
	return result;
}
