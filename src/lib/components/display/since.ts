import { getLocale } from '#lib/paraglide/runtime.js';

const DAY_MS = 86_400_000;

/** How long before `now` (milliseconds), in whole days of 24 hours: "today", "yesterday", "3 days ago". */
export function sinceDays(at: string, now: number): string {
	const days = Math.floor((now - Date.parse(at)) / DAY_MS);
	const words = new Intl.RelativeTimeFormat(getLocale(), { numeric: 'auto' });
	return words.format(-Math.max(0, days), 'day');
}
