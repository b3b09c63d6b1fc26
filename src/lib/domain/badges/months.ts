import { dayOf } from '../contest/days.ts';

/** The calendar month (YYYY-MM) of an instant in an IANA zone. Throws RangeError for an unknown zone. */
export const monthOf = (at: Date, zone: string): string => dayOf(at, zone).slice(0, 7);

/** The month `count` months after `month` (before, if negative). */
export function addMonths(month: string, count: number): string {
	const [year = 0, number = 1] = month.split('-').map(Number);
	const index = year * 12 + (number - 1) + count;
	return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}
