import { getLocale } from '#lib/paraglide/runtime.js';

/** A month, YYYY-MM, in words: "November 2026". */
export function monthName(month: string): string {
	return new Intl.DateTimeFormat(getLocale(), {
		month: 'long',
		year: 'numeric',
		timeZone: 'UTC',
	}).format(new Date(`${month}-01T00:00:00Z`));
}
