import { localOf, wallTime } from '../contest/local-time.ts';

export type WorkingHours = { from: string; to: string; weekdays: number[] };

/** Where nobody said otherwise. */
export const WORKING_HOURS: WorkingHours = {
	from: '08:00',
	to: '18:00',
	weekdays: [1, 2, 3, 4, 5],
};

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A longer stretch holds enough working hours for anybody who asks. */
const LONGEST_DAYS = 14;

/** The time of day in milliseconds; the schema has seen to its form. */
function ofDay(clock: string): number {
	const [hours = 0, minutes = 0] = clock.split(':').map(Number);
	return (hours * 60 + minutes) * MINUTE_MS;
}

/** What the zone's wall clock shows, as milliseconds. Of two equal hours the second carries an offset, which is left out. */
const wallAt = (at: Date, zone: string): number =>
	wallTime(localOf(at, zone).replace(/[+-]\d\d:\d\d$/, ''))!;

/**
 * How many minutes of working hours lie between two instants, in the zone, rounded down; at most those of the last 14
 * days. Hours that end before they begin end on the next day. By the wall clock: a clock change within is an hour off.
 */
export function workingMinutes(from: Date, until: Date, zone: string, hours: WorkingHours): number {
	const end = wallAt(until, zone);
	const start = Math.max(wallAt(from, zone), end - LONGEST_DAYS * DAY_MS);
	const opens = ofDay(hours.from);
	const closes = ofDay(hours.to) + (ofDay(hours.to) <= opens ? DAY_MS : 0);
	let worked = 0;
	// From the day before: its hours may reach over midnight.
	for (let day = Math.floor(start / DAY_MS) * DAY_MS - DAY_MS; day < end; day += DAY_MS) {
		// 1 January 1970 was a Thursday.
		const weekday = ((((day / DAY_MS + 3) % 7) + 7) % 7) + 1;
		if (!hours.weekdays.includes(weekday)) continue;
		worked += Math.max(0, Math.min(end, day + closes) - Math.max(start, day + opens));
	}
	return Math.floor(worked / MINUTE_MS);
}
