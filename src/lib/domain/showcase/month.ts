import { z } from 'zod';
import { addDays, dayBounds, dayOf } from '../contest/days.ts';

/** A calendar month, YYYY-MM. */
export const monthSchema = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/);

/** So many months are made up for after a long time without a server; older ones are history. */
const MOST_MISSED = 12;

const shifted = (month: string, days: number) => addDays(`${month}-01`, days).slice(0, 7);

/** The month before. */
export const monthBefore = (month: string): string => shifted(month, -1);

/** The month after. */
export const monthAfter = (month: string): string => shifted(month, 31);

/** The instants [from, to) of a calendar month in an IANA zone. */
export function monthBounds(month: string, zone: string): { from: Date; to: Date } {
	const [from] = dayBounds(`${month}-01`, zone);
	const [to] = dayBounds(`${monthAfter(month)}-01`, zone);
	return { from, to };
}

/**
 * The months whose showcase is to be prepared at `now`, the oldest first: those that are over in the zone and come after
 * `latest`, the last one that was; without one only the last month. At most twelve.
 */
export function monthsToPrepare(latest: string | null, now: Date, zone: string): string[] {
	const over = monthBefore(dayOf(now, zone).slice(0, 7));
	const months: string[] = [];
	for (let month = over; months.length < MOST_MISSED; month = monthBefore(month)) {
		if (latest !== null && month <= latest) break;
		months.unshift(month);
		if (latest === null) break;
	}
	return months;
}
