import { sql } from 'drizzle-orm';
import { addDays, dayOf } from '#lib/domain/contest/days.ts';
import type { Db } from '../db/client.ts';
import { idsOf } from '../db/lists.ts';
import type { LoadedContest } from '../scoring/contest.ts';

/** Monday (ISO 8601) of the week of a calendar day, as a calendar day. */
export function mondayOf(day: string): string {
	const weekday = new Date(`${day}T00:00:00.000Z`).getUTCDay();
	return addDays(day, -((weekday + 6) % 7));
}

/** Counted clicks of these people (own ids) since Monday of the contest's zone; who has none is left out. */
export async function clicksThisWeek(
	db: Pick<Db, 'execute'>,
	contest: LoadedContest,
	people: readonly string[],
	now: Date,
): Promise<Map<string, number>> {
	const monday = mondayOf(dayOf(now, contest.rules.timeZone));
	const rows = (await db.execute(sql`
		select person_id as "personId", sum(units)::int as clicks from day_scores
		where contest_id = ${contest.id} and person_id = any(${idsOf(people)}) and metric = 'click'
			and day >= ${monday}::date
		group by 1`)) as unknown as { personId: string; clicks: number }[];
	return new Map(rows.map((row) => [row.personId, row.clicks]));
}
