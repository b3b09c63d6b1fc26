import { sql } from 'drizzle-orm';
import { addMonths, monthOf } from '#lib/domain/badges/months.ts';
import { dayBounds } from '#lib/domain/contest/days.ts';
import { CLICK_NOT_VOIDED, instantOf } from '../boards/audience-facts.ts';
import { hiddenSpans } from '../boards/hidden-spans.ts';
import type { Ctx } from '../context.ts';
import { readProgram } from '../programs/queries.ts';

/** How many closed months are named anew: what is voided later than that leaves a title where it was. */
const MONTHS = 3;
/** A title for a handful of clicks would be a draw. */
const LEAST_CLICKS = 10;

const startOf = (month: string, zone: string) => dayBounds(`${month}-01`, zone)[0];

/**
 * Names who rose most and the best newcomer of each of the last three closed months (in the program's zone), in the caller's
 * transaction. A month that a frozen contest reaches into is left until its result is shown. Rose most: the
 * largest gain over one's own average of the three months before, with clicks in at least one of these; newcomer: the most clicks of
 * whom no click came before that month. Ten clicks at least; equals share a title.
 */
export async function nameTitles(tx: Ctx): Promise<void> {
	const { timeZone } = await readProgram(tx);
	const hidden = await hiddenSpans(tx.db, tx.now);
	const current = monthOf(tx.now, timeZone);
	for (let back = 1; back <= MONTHS; back++) {
		const month = addMonths(current, -back);
		const from = startOf(month, timeZone);
		const to = startOf(addMonths(month, 1), timeZone);
		if (hidden.some((span) => span.from < to && span.to > from)) continue;
		const before = startOf(addMonths(month, -3), timeZone);
		await tx.db.execute(sql`delete from badge_titles where month = ${month}`);
		await tx.db.execute(sql`
			with counted as (
				select f.person_id, count(*) filter (where f.at >= ${instantOf(from)}) as now,
					count(*) filter (where f.at < ${instantOf(from)}) as earlier
				from clicks f where f.at >= ${instantOf(before)} and f.at < ${instantOf(to)}
					and f.verdict = 'valid' and ${CLICK_NOT_VOIDED}
				group by f.person_id
			), competing as (
				select c.*, 3 * c.now - c.earlier as gain, not exists (
					select from clicks f where f.person_id = c.person_id and f.at < ${instantOf(from)}
						and f.verdict = 'valid' and ${CLICK_NOT_VOIDED}) as fresh
				from counted c join people p on p.id = c.person_id and p.active
				where c.now >= ${LEAST_CLICKS}
			), titled as (
				select 'newcomer' as title, person_id, rank() over (order by now desc) as place from competing where fresh
				union all
				select 'improved', person_id, rank() over (order by gain desc) from competing where earlier > 0 and gain > 0
			)
			insert into badge_titles (month, title, person_id, at)
			select ${month}, title, person_id, ${instantOf(to)} from titled where place = 1`);
	}
}
