import { getLocale } from '#lib/paraglide/runtime.js';
import { m } from '#lib/paraglide/messages.js';

/** A whole number in the reader's language, with separators. */
export function number(value: number): string {
	return value.toLocaleString(getLocale());
}

const ENGLISH_ORDINALS: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const ordinalRules = new Intl.PluralRules('en', { type: 'ordinal' });

/** A place: "1st" in English, "1." elsewhere. */
export function place(rank: number): string {
	if (!getLocale().startsWith('en')) return `${number(rank)}.`;
	return `${number(rank)}${ENGLISH_ORDINALS[ordinalRules.select(rank)]}`;
}

/** The year that a zone's calendar shows. */
const yearIn = (at: Date, timeZone: string) =>
	new Intl.DateTimeFormat('en', { year: 'numeric', timeZone }).format(at);

/**
 * An instant in the contest's zone, such as "31 Dec, 18:00"; with the year where it is not the zone's current one, "31 Dec 2025, 18:00",
 * or, for what is kept or printed (`now` null), always.
 */
export function moment(
	at: string | number | Date,
	timeZone: string,
	now: Date | null = new Date(),
): string {
	const then = new Date(at);
	const thisYear = now !== null && yearIn(then, timeZone) === yearIn(now, timeZone);
	return new Intl.DateTimeFormat(dateLocale(), {
		day: 'numeric',
		month: 'short',
		year: thisYear ? undefined : 'numeric',
		hour: '2-digit',
		minute: '2-digit',
		timeZone,
	}).format(then);
}

/** The time of day in the contest's zone, such as "18:00:05". */
export function clock(at: string | number | Date, timeZone?: string): string {
	return new Intl.DateTimeFormat(dateLocale(), { timeStyle: 'medium', timeZone }).format(
		new Date(at),
	);
}

/** A calendar day (YYYY-MM-DD) of a zone in words, such as "Monday 23 November", with the year where it is not the zone's current one. */
export function day(date: string, timeZone: string, now = new Date()): string {
	return new Intl.DateTimeFormat(dateLocale(), {
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		year: date.startsWith(yearIn(now, timeZone)) ? undefined : 'numeric',
		timeZone: 'UTC',
	}).format(new Date(`${date}T12:00:00Z`));
}

/** A month (YYYY-MM) in words, such as "November 2026". */
export function monthName(month: string): string {
	return new Intl.DateTimeFormat(dateLocale(), {
		month: 'long',
		year: 'numeric',
		timeZone: 'UTC',
	}).format(new Date(`${month}-15T12:00:00Z`));
}

/** A weekday by its name, 0 for Monday. */
export function weekdayText(weekday: number, style: 'long' | 'short' = 'long'): string {
	const format = new Intl.DateTimeFormat(getLocale(), { weekday: style, timeZone: 'UTC' });
	// The 5th of January 2026 was a Monday.
	return format.format(new Date(Date.UTC(2026, 0, 5 + weekday)));
}

/** English dates with the day first and 24 hours, as the offices write them. */
function dateLocale(): string {
	return getLocale() === 'en' ? 'en-GB' : getLocale();
}

/** The city of an IANA zone, such as "Stockholm". */
export function city(timeZone: string): string {
	return timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}

/** Money from a decimal string and an ISO 4217 currency, without cents where there are none. */
export function money(value: string, currency: string): string {
	const amount = Number(value);
	return new Intl.NumberFormat(getLocale(), {
		style: 'currency',
		currency,
		currencyDisplay: 'narrowSymbol',
		minimumFractionDigits: Number.isInteger(amount) ? 0 : 2,
	}).format(amount);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What is left until `end`, in the largest whole unit: "9 days left", "5 hours left", "12 minutes left". */
export function timeLeft(end: string, now: Date): string {
	const left = Math.max(0, Date.parse(end) - now.getTime());
	if (left >= 2 * DAY) return m.common_days_left({ count: Math.floor(left / DAY) });
	if (left >= 2 * HOUR) return m.common_hours_left({ count: Math.floor(left / HOUR) });
	return m.common_minutes_left({ count: Math.ceil(left / MINUTE) });
}

/** How long before `now` an instant was, in the largest whole unit: "3 minutes ago", "yesterday"; "now" within a minute. */
export function ago(at: string, now: string): string {
	const past = Math.max(0, Date.parse(now) - Date.parse(at));
	const words = new Intl.RelativeTimeFormat(getLocale(), { numeric: 'auto' });
	if (past < MINUTE) return words.format(0, 'second');
	if (past < HOUR) return words.format(-Math.floor(past / MINUTE), 'minute');
	if (past < DAY) return words.format(-Math.floor(past / HOUR), 'hour');
	return words.format(-Math.floor(past / DAY), 'day');
}

/** How much of a time box is over, 0 to 1. */
export function elapsed(start: string, end: string, now: Date): number {
	const [from, to] = [Date.parse(start), Date.parse(end)];
	return Math.min(1, Math.max(0, (now.getTime() - from) / (to - from)));
}
