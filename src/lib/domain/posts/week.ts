import { addDays } from '../contest/days.ts';

/** The Monday of the week (ISO 8601) that a calendar day lies in; null for what is no day. */
export function mondayOf(day: string): string | null {
	const at = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
	if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day) return null;
	return addDays(day, -((new Date(at).getUTCDay() + 6) % 7));
}
