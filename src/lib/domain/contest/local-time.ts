const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
	let format = formats.get(zone);
	if (!format) {
		format = new Intl.DateTimeFormat('en-US', {
			timeZone: zone,
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
		formats.set(zone, format);
	}
	return format;
}

/** What a wall clock of the zone shows, as the milliseconds that UTC would show the same at. */
function wallOf(at: number, zone: string): number {
	const part: Record<string, number> = {};
	const whole = Math.floor(at / 1000) * 1000;
	for (const { type, value } of formatOf(zone).formatToParts(whole)) part[type] = Number(value);
	const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = part;
	return Date.UTC(year, month - 1, day, hour, minute, second) + (at - whole);
}

const LOCAL = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?$/;
const HALF_DAY = 43_200_000;

/**
 * A local date-time (`2026-10-01T09:00`, seconds and milliseconds optional) as the milliseconds that UTC would show
 * the same at; null when it is none, or a day that no calendar has.
 */
export function wallTime(local: string): number | null {
	const found = LOCAL.exec(local.trim());
	if (!found) return null;
	const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
	const [hour, minute, second] = [Number(found[4]), Number(found[5]), Number(found[6] ?? 0)];
	if (minute > 59 || second > 59) return null;
	const wall = Date.UTC(year, month - 1, day, hour, minute, second);
	// A day that no calendar has and an hour past 23 run over into another day, a month past 12 into another year, and a
	// year before 100 is taken for one of the last century.
	const read = new Date(wall);
	if (read.getUTCFullYear() !== year || read.getUTCDate() !== day) return null;
	return wall + Number((found[7] ?? '').padEnd(3, '0'));
}

/** The wall time as a local date-time, as short as it can be without losing anything. */
export function localText(wall: number): string {
	return new Date(wall)
		.toISOString()
		.slice(0, -1)
		.replace(/\.000$/, '')
		.replace(/(T\d\d:\d\d):00$/, '$1');
}

/**
 * The instant of a local date-time in an IANA zone; null when it is none. An hour that comes twice is the first of
 * the two; one that a clock skips counts on from before the gap (02:30 becomes 03:30), as calendars commonly do. A
 * text with an offset of its own (`…+01:00`, `…Z`) is that instant. Throws RangeError for an unknown zone.
 */
export function instantOf(local: string, zone: string): Date | null {
	const text = local.trim();
	// The most common by far, and imports read a million of them: the wall time is the instant.
	if (/\dZ$/.test(text)) {
		const utc = wallTime(text.slice(0, -1));
		return utc === null ? null : new Date(utc);
	}
	const beforeOffset = /^.*(?=[+-]\d\d:\d\d$)/.exec(text);
	if (beforeOffset) {
		const at = Date.parse(text);
		return Number.isNaN(at) || wallTime(beforeOffset[0]) === null ? null : new Date(at);
	}
	const wall = wallTime(text);
	if (wall === null) return null;
	// Offsets lie within 16 hours: one is in force half a day before or after the wall time read as UTC … or both.
	const reckoned = (away: number) => {
		const at = wall + away;
		return wall - (wallOf(at, zone) - at);
	};
	const before = reckoned(-2 * HALF_DAY);
	// An hour comes twice only where the offset falls: the one of before then gives the first of the two.
	const exact = [before, reckoned(2 * HALF_DAY)].find((at) => wallOf(at, zone) === wall);
	return new Date(exact ?? before);
}

/**
 * An instant as a local date-time of the zone, so that `instantOf` gives the instant again: the second of two equal
 * hours carries its offset. Throws RangeError for an unknown zone.
 */
export function localOf(at: Date, zone: string): string {
	const wall = wallOf(at.getTime(), zone);
	const local = localText(wall);
	if (instantOf(local, zone)?.getTime() === at.getTime()) return local;
	const minutes = Math.round((wall - at.getTime()) / 60_000);
	const two = (count: number) => String(count).padStart(2, '0');
	const sign = minutes < 0 ? '-' : '+';
	const size = Math.abs(minutes);
	return `${local}${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
