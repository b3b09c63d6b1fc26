import type { Caps, DayScore } from './score-day.ts';

/** What one person's facts of one metric brought one post on one day, counted without any cap; a fact is a unit. */
export type PostSum = {
	units: number;
	lastAt: Date;
	/** The same of what is dated before the freeze; equal to the above without one. */
	publicUnits: number;
	publicLastAt: Date | null;
};

export type DaySum = Pick<DayScore, 'units' | 'lastAt' | 'publicUnits' | 'publicLastAt'>;

const later = (a: Date | null, b: Date | null) => (a && (!b || a >= b) ? a : b);

/**
 * The day's score of a person whose posts brought these sums, as `scoreDay` gives it for the facts themselves; null when a
 * cap cuts any of them, so that their order decides and the facts have to be read.
 */
export function sumDay(posts: readonly PostSum[], caps: Caps): DaySum | null {
	const sum: DaySum = { units: 0, lastAt: null, publicUnits: 0, publicLastAt: null };
	for (const post of posts) {
		if (post.units > (caps.postDailyCap ?? Infinity)) return null;
		sum.units += post.units;
		sum.lastAt = later(sum.lastAt, post.lastAt);
		sum.publicUnits += post.publicUnits;
		sum.publicLastAt = later(sum.publicLastAt, post.publicLastAt);
	}
	return sum.units > (caps.dailyCap ?? Infinity) ? null : sum;
}
