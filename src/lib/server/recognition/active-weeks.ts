import { sql } from 'drizzle-orm';
import { CLICK_NOT_VOIDED, instantOf } from '../boards/audience-facts.ts';
import { notHidden } from '../boards/hidden-spans.ts';
import type { Ctx } from '../context.ts';

const WEEK_MS = 7 * 86_400_000;
const WEEKS = 4;

/** In how many of the last four weeks the posts of these people (own ids) brought visitors, without what a freeze hides. */
export async function activeWeeks(
	ctx: Pick<Ctx, 'db' | 'now'>,
	people: readonly string[],
): Promise<Map<string, number>> {
	const open = await notHidden(ctx);
	const rows = (await ctx.db.execute(sql`
		select f.person_id as "personId",
			count(distinct floor(extract(epoch from ${instantOf(ctx.now)} - f.at) / ${WEEK_MS / 1000}))::int as weeks
		from clicks f
		where f.person_id in (select jsonb_array_elements_text(${JSON.stringify(people)}::text::jsonb)::uuid)
			and f.at > ${instantOf(new Date(ctx.now.getTime() - WEEKS * WEEK_MS))} and f.at <= ${instantOf(ctx.now)}
			and f.verdict = 'valid' and ${CLICK_NOT_VOIDED} and ${open}
		group by 1`)) as unknown as { personId: string; weeks: number }[];
	return new Map(rows.map(({ personId, weeks }) => [personId, weeks]));
}
