import { addDays, dayOf } from '#lib/domain/contest/days.ts';
import { instantOf } from '#lib/domain/contest/local-time.ts';

/** Clicks below which a person's hours, or the company's, say nothing: one lucky post would decide. */
export const ENOUGH_OWN = 30;
export const ENOUGH_COMPANY = 100;
/** Where nothing is known yet: the middle of a morning, stated as a guess. */
export const DEFAULT_HOUR = 9;

export type BestHour = {
	/** 0–23, on the wall clock of the zone that the clicks were counted in. */
	hour: number;
	from: 'own' | 'company' | 'default';
	/** The clicks of that hour, and of all hours; 0 for the default. */
	clicks: number;
	total: number;
};

/** The hour (0–23) with the most clicks, the earlier one of equals; null below `enough` clicks altogether. */
function peak(hours: readonly number[], enough: number): Omit<BestHour, 'from'> | null {
	const total = hours.reduce((sum, clicks) => sum + clicks, 0);
	if (total < enough) return null;
	const clicks = Math.max(...hours);
	return { hour: hours.indexOf(clicks), clicks, total };
}

/** When posts are clicked most: by one's own 24 hours of clicks, else by the company's, else the stated default. */
export function bestHour(own: readonly number[], company: readonly number[]): BestHour {
	const mine = peak(own, ENOUGH_OWN);
	if (mine) return { ...mine, from: 'own' };
	const ours = peak(company, ENOUGH_COMPANY);
	if (ours) return { ...ours, from: 'company' };
	return { hour: DEFAULT_HOUR, from: 'default', clicks: 0, total: 0 };
}

const two = (count: number) => String(count).padStart(2, '0');

/** Monday to Friday. */
const isWorkday = (day: string) => ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());

/** The next time that a wall clock of the zone shows this hour on a working day, later than `now`. */
export function nextAtHour(now: Date, hour: number, zone: string): Date {
	for (let day = dayOf(now, zone); ; day = addDays(day, 1)) {
		const at = instantOf(`${day}T${two(hour)}:00`, zone)!;
		if (at > now && isWorkday(day)) return at;
	}
}
