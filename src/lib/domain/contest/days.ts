const DAY = 86_400_000;

/** A calendar day: its first instant, its name, and its number since 1970-01-01. */
type LocalDay = { from: number; day: string; number: number };

/** What is known of one zone; filled as instants are asked for. */
type Zone = {
	format: Intl.DateTimeFormat;
	/** Per UTC day, the first instant of each offset in it, ascending; the first holds from the day's begin. */
	offsets: Map<number, { from: number; offset: number }[]>;
	/** The first instant of a local day, by the day's number since 1970-01-01. */
	starts: Map<number, number>;
	/** Per UTC day, the local days that reach into it, ascending by start. */
	days: Map<number, LocalDay[]>;
};

const zones = new Map<string, Zone>();

/**
 * The tables grow by one entry per UTC day asked for, about 150 bytes; ten years of one zone are 600 kB. A zone
 * that was asked for more days than this (dates far apart, not a contest) starts again empty.
 */
const REMEMBERED_DAYS = 20_000;

function zoneOf(name: string): Zone {
	let zone = zones.get(name);
	if (!zone) {
		const format = new Intl.DateTimeFormat('en-US', {
			timeZone: name,
			calendar: 'gregory',
			numberingSystem: 'latn',
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		});
		zone = { format, offsets: new Map(), starts: new Map(), days: new Map() };
		zones.set(name, zone);
	}
	if (zone.days.size > REMEMBERED_DAYS) {
		zone.offsets.clear();
		zone.starts.clear();
		zone.days.clear();
	}
	return zone;
}

/** Local time minus UTC, in milliseconds, by the runtime's own time zone data. Slow: about 2 µs. */
function offsetAt(zone: Zone, at: number): number {
	const second = Math.floor(at / 1000) * 1000;
	const part: Record<string, number> = {};
	for (const { type, value } of zone.format.formatToParts(second)) part[type] = Number(value);
	const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second: seconds = 0 } = part;
	return Date.UTC(year, month - 1, day, hour, minute, seconds) - second;
}

/** The offsets in force during one UTC day. Zones change theirs at most once within a day. */
function offsetsIn(zone: Zone, utcDay: number): { from: number; offset: number }[] {
	let known = zone.offsets.get(utcDay);
	if (!known) {
		const begin = utcDay * DAY;
		const first = offsetAt(zone, begin);
		const last = offsetAt(zone, begin + DAY - 1);
		known = [{ from: begin, offset: first }];
		if (first !== last) {
			let before = begin;
			let after = begin + DAY - 1000;
			while (after - before > 1000) {
				const middle = before + Math.floor((after - before) / 2000) * 1000;
				if (offsetAt(zone, middle) === first) before = middle;
				else after = middle;
			}
			known.push({ from: after, offset: last });
		}
		zone.offsets.set(utcDay, known);
	}
	return known;
}

/** The first instant whose local date is `day` (days since 1970-01-01) or later. */
function startOf(zone: Zone, day: number): number {
	const known = zone.starts.get(day);
	if (known !== undefined) return known;
	const midnight = day * DAY;
	// Offsets lie between −16 h and +16 h, so the start is within a day of the midnight read as UTC.
	for (let utcDay = day - 1; ; utcDay++) {
		const offsets = offsetsIn(zone, utcDay);
		for (const [i, { from, offset }] of offsets.entries()) {
			const until = offsets[i + 1]?.from ?? (utcDay + 1) * DAY;
			const start = Math.max(from, midnight - offset);
			if (start < until) {
				zone.starts.set(day, start);
				return start;
			}
		}
	}
}

function nameOf(day: number): string {
	return new Date(day * DAY).toISOString().slice(0, 10);
}

function numberOf(day: string): number {
	const at = Date.parse(`${day}T00:00:00.000Z`);
	if (Number.isNaN(at)) throw new RangeError(`not a calendar day: ${day}`);
	return at / DAY;
}

function daysIn(zone: Zone, utcDay: number): LocalDay[] {
	let known = zone.days.get(utcDay);
	if (!known) {
		known = [];
		for (let day = utcDay - 1; day <= utcDay + 2; day++) {
			const from = startOf(zone, day);
			if (from >= (utcDay + 1) * DAY) break;
			// A day that the zone skipped begins where the next one does, and that one takes its place.
			if (from <= utcDay * DAY || known.at(-1)?.from === from) known.pop();
			known.push({ from, day: nameOf(day), number: day });
		}
		zone.days.set(utcDay, known);
	}
	return known;
}

function localDay(instant: number, zone: string): LocalDay {
	if (Number.isNaN(instant)) throw new RangeError('not an instant');
	const days = daysIn(zoneOf(zone), Math.floor(instant / DAY));
	let i = days.length - 1;
	while (i > 0 && days[i]!.from > instant) i--;
	return days[i]!;
}

/**
 * The calendar day (YYYY-MM-DD) of an instant in an IANA zone, daylight saving included. A day begins at the
 * first instant that carries its date and lasts until the next day begins, so days follow each other even where
 * clocks once went back over midnight. After the first question about a day, answers take about 50 ns.
 * Throws RangeError for a zone that the runtime does not know or an invalid date.
 */
export function dayOf(at: Date, zone: string): string {
	return localDay(at.getTime(), zone).day;
}

/** The same day as a number since 1970-01-01, of an instant in milliseconds: for who counts with many of them. */
export function dayNumberOf(at: number, zone: string): number {
	return localDay(at, zone).number;
}

/**
 * The instants [start, end) of a calendar day in an IANA zone. A day without a midnight starts with the first
 * instant after the gap; a day that the zone skipped (2011-12-30 in Pacific/Apia) is empty: start equals end.
 * Throws RangeError for an unknown zone or a text that is not YYYY-MM-DD.
 */
export function dayBounds(day: string, zone: string): [start: Date, end: Date] {
	const known = zoneOf(zone);
	const number = numberOf(day);
	return [new Date(startOf(known, number)), new Date(startOf(known, number + 1))];
}

/** The calendar day `count` days after `day` (before, if negative). No zone is needed: dates have none. */
export function addDays(day: string, count: number): string {
	return nameOf(numberOf(day) + count);
}

/** Every calendar day that a half-open box [startsAt, endsAt) touches in the zone, in order. */
export function daysOf(box: { startsAt: Date; endsAt: Date; timeZone: string }): string[] {
	const days: string[] = [];
	const last = dayOf(new Date(box.endsAt.getTime() - 1), box.timeZone);
	for (let day = dayOf(box.startsAt, box.timeZone); day <= last; day = addDays(day, 1)) {
		const [start, end] = dayBounds(day, box.timeZone);
		if (start < end) days.push(day);
	}
	return days;
}
