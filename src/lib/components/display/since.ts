import { getLocale } from '#lib/paraglide/runtime.js';

const DAY_MS = 86_400_000;

/** How long before `now` (milliseconds), in whole days of 24 hours: "today", "yesterday", "3 days ago". */
export function sinceDays(at: string, now: number): string {
	const days = Math.floor((now - Date.parse(at)) / DAY_MS);
	const words = new Intl.RelativeTimeFormat(getLocale(), { numeric: 'auto' });
	return words.format(-Math.max(0, days), 'day');
}

/** A day may be meant that is not today. */
const TODAY_MS = 12 * 3_600_000;

/**
 * Since when something is, as a wall says it: "14:05", with the weekday once it may be another day. Milliseconds,
 * and the IANA zone of the wall.
 */
export function sinceTime(at: number, now: number, timeZone: string): string {
	return new Intl.DateTimeFormat(getLocale() === 'en' ? 'en-GB' : getLocale(), {
		hour: '2-digit',
		minute: '2-digit',
		...(now - at > TODAY_MS ? { weekday: 'short' as const } : {}),
		...(now - at > 6 * DAY_MS ? { day: 'numeric' as const, month: 'short' as const } : {}),
		timeZone,
	}).format(at);
}
