import { instantOf, localOf } from '../contest/local-time.ts';
import type { SceneKey } from './scenes/keys.ts';

/** A span of the wall clock, HH:MM each. One that ends before it begins goes over midnight; of no length: all day. */
export type Hours = { from: string; to: string };

/** A scene in a playlist, as item.ts reads it. */
export type PlaylistItem = {
	id: string;
	scene: SceneKey;
	settings: Record<string, unknown>;
	seconds: number;
	hours: Hours | null;
	/** ISO weekdays on which it begins to be due, Monday is 1; none means every day. */
	weekdays: number[];
	/** How often it was edited: whoever edits it names the one that they saw. */
	revision: number;
};

/** What the order of play needs to know of an item. */
export type Timed = Pick<PlaylistItem, 'id' | 'seconds' | 'hours' | 'weekdays'>;

/** A change of what is due is looked for so many days away: by then every weekday has come. */
const FAR_DAYS = 8;

/** Days have no zone. By itself, because contest/days.ts and its tables are 1 kB of every screen's script. */
const addDays = (date: string, days: number) =>
	new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const dateOf = (at: number, zone: string) => localOf(new Date(at), zone).slice(0, 10);
const weekdayOf = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
const instant = (date: string, time: string, zone: string) =>
	instantOf(`${date}T${time}`, zone)!.getTime();

/**
 * The instants [from, until) at which an item is due because of one day, or null. Bounds are instants, so a day on
 * which the clock goes back has each of them once, and one that a clock skips comes right behind the gap.
 */
function spanOf(
	{ hours, weekdays }: Pick<Timed, 'hours' | 'weekdays'>,
	date: string,
	zone: string,
): [number, number] | null {
	if (weekdays.length > 0 && !weekdays.includes(weekdayOf(date))) return null;
	const next = addDays(date, 1);
	if (!hours || hours.from === hours.to) {
		return [instant(date, '00:00', zone), instant(next, '00:00', zone)];
	}
	const over = hours.to < hours.from;
	return [instant(date, hours.from, zone), instant(over ? next : date, hours.to, zone)];
}

/** Whether hours and weekdays allow it at an instant (milliseconds), by the wall clock of an IANA zone. */
export function isDue(when: Pick<Timed, 'hours' | 'weekdays'>, at: number, zone: string): boolean {
	if (!when.hours && when.weekdays.length === 0) return true;
	const today = dateOf(at, zone);
	// Yesterday's may reach over midnight.
	return [addDays(today, -1), today].some((date) => {
		const span = spanOf(when, date, zone);
		return span !== null && at >= span[0] && at < span[1];
	});
}

/** The bounds of everything timed from `first` to `last` days after the day of an instant, unordered. */
function bounds(
	items: readonly Timed[],
	at: number,
	zone: string,
	[first, last]: [number, number],
): number[] {
	const timed = items.filter(({ hours, weekdays }) => hours !== null || weekdays.length > 0);
	if (timed.length === 0) return [];
	const today = dateOf(at, zone);
	const dates = Array.from({ length: last - first + 1 }, (_, day) => addDays(today, first + day));
	return timed.flatMap((item) => dates.flatMap((date) => spanOf(item, date, zone) ?? []));
}

/** The next instant at which something may begin or cease to be due; null when that never changes. */
export function nextChange(items: readonly Timed[], at: number, zone: string): number | null {
	const later = bounds(items, at, zone, [-1, FAR_DAYS]).filter((bound) => bound > at);
	return later.length > 0 ? Math.min(...later) : null;
}

/** The last instant, not after `at`, at which something may have begun or ceased; null when that never changes. */
export function lastChange(items: readonly Timed[], at: number, zone: string): number | null {
	const earlier = bounds(items, at, zone, [-FAR_DAYS, 0]).filter((bound) => bound <= at);
	return earlier.length > 0 ? Math.max(...earlier) : null;
}

/** What is due at an instant, in the playlist's order. */
export function dueItems<Item extends Timed>(
	items: readonly Item[],
	at: number,
	zone: string,
): Item[] {
	return items.filter((item) => isDue(item, at, zone));
}

/** What is shown: an item, since when and until when; `item` is null while nothing is due. */
export type Play<Item> = { item: Item | null; since: number; until: number };

/** While nothing is due and nothing will be, it is looked again after so long. */
const IDLE_MS = 60_000;

/**
 * What the playlist shows at an instant (milliseconds) in an IANA zone. It depends on nothing but the time: screens
 * beside each other change together, and one that was switched off comes back in the right place. The round begins
 * anew whenever what is due changes, with its first scene.
 */
export function playAt<Item extends Timed>(
	items: readonly Item[],
	at: number,
	zone: string,
): Play<Item> {
	const due = dueItems(items, at, zone);
	const change = nextChange(items, at, zone);
	const begin = lastChange(items, at, zone) ?? 0;
	if (due.length === 0) {
		return { item: null, since: begin, until: Math.min(change ?? Infinity, at + IDLE_MS) };
	}
	const round = due.reduce((sum, { seconds }) => sum + seconds * 1000, 0);
	let left = (at - begin) % round;
	const item = due.find(({ seconds }) => (left -= seconds * 1000) < 0)!;
	const ends = at - left;
	return { item, since: ends - item.seconds * 1000, until: Math.min(ends, change ?? ends) };
}
