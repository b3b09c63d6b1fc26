import { sql } from 'drizzle-orm';
import { CLICK_NOT_VOIDED, instantOf } from '../boards/audience-facts.ts';
import { notHidden } from '../boards/hidden-spans.ts';
import type { Ctx } from '../context.ts';
import { MadeOnce } from '../made-once.ts';

/** How far back habits are looked for. */
export const HABIT_DAYS = 90;
/** The company's habits change slowly, and counting them reads every click of three months. */
const FRESH_MS = 3_600_000;

const counted = new MadeOnce<number[]>(FRESH_MS);

/** The IANA zone of a person: their office's, else the program's. */
export async function zoneOf(ctx: Ctx, personId: string): Promise<string> {
	const [row] = await ctx.db.execute<{ zone: string }>(sql`
		select coalesce(o.time_zone, (select time_zone from program where id = 1), 'UTC') as zone
		from people p left join offices o on o.id = p.office_id where p.id = ${personId}::uuid`);
	return row?.zone ?? 'UTC';
}

const since = (now: Date) => instantOf(new Date(now.getTime() - HABIT_DAYS * 86_400_000));

/** 24 counts by hour, from rows that name only the hours that have some. */
function dense(rows: readonly { hour: number; clicks: number }[]): number[] {
	const hours = new Array<number>(24).fill(0);
	for (const { hour, clicks } of rows) hours[hour] = clicks;
	return hours;
}

async function count(ctx: Ctx, zone: string): Promise<number[]> {
	return dense(
		await ctx.db.execute<{ hour: number; clicks: number }>(sql`
			select extract(hour from f.at at time zone ${zone})::int as hour, count(*)::int as clicks from clicks f
			where f.verdict = 'valid' and f.at >= ${since(ctx.now)} and ${CLICK_NOT_VOIDED} and ${await notHidden(ctx)}
			group by 1`),
	);
}

/** The company's valid clicks of 90 days by hour of the zone, at most an hour old; what a frozen board hides is left out. */
export function companyHours(ctx: Ctx, zone: string): Promise<number[]> {
	return counted.get(ctx, zone, () => count(ctx, zone));
}

/** A person's own valid clicks of 90 days: by weekday (Monday first), hour and day of the zone, as of now. */
export async function ownHabits(
	ctx: Ctx,
	personId: string,
	zone: string,
): Promise<{ weekdays: number[]; hours: number[]; days: Map<string, number> }> {
	const rows = await ctx.db.execute<{
		day: string;
		weekday: number;
		hour: number;
		clicks: number;
	}>(sql`
		select to_char(local, 'YYYY-MM-DD') as day, extract(isodow from local)::int as weekday,
			extract(hour from local)::int as hour, count(*)::int as clicks
		from (
			select f.at at time zone ${zone} as local from clicks f
			where f.person_id = ${personId}::uuid and f.verdict = 'valid' and f.at >= ${since(ctx.now)}
				and ${CLICK_NOT_VOIDED}
		) own group by 1, 2, 3`);
	const weekdays = new Array<number>(7).fill(0);
	const hours = new Array<number>(24).fill(0);
	const days = new Map<string, number>();
	for (const { day, weekday, hour, clicks } of rows) {
		weekdays[weekday - 1]! += clicks;
		hours[hour]! += clicks;
		days.set(day, (days.get(day) ?? 0) + clicks);
	}
	return { weekdays, hours, days };
}
