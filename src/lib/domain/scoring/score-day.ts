import { compareFacts } from './fact-order.ts';
import type { Unit } from './units.ts';

/** Caps of one metric, in units per day and per post and day. */
export type Caps = { dailyCap?: number | undefined; postDailyCap?: number | undefined };

export type DayScore = {
	/** Counted units. */
	units: number;
	/** The instant of the last counted unit; null when none counted. */
	lastAt: Date | null;
	/** The same of the units dated before the freeze; equal to the above without a freeze. */
	publicUnits: number;
	publicLastAt: Date | null;
	/** Per fact id, how many of its units counted: a reading may be cut in part. */
	counted: Map<string, number>;
	/** Per fact id that did not count whole, the cap that cut it. The post's cap is applied first. */
	reasons: Map<string, 'daily_cap' | 'post_daily_cap'>;
};

/**
 * Counts one person's units of one metric on one day of the contest. A unit counts if it is among the first
 * `postDailyCap` of its post and, of those, among the first `dailyCap` of the day, in order of (at, id). The caller
 * gives only units inside the time box, each fact once; their order does not matter. Since caps take the first, what
 * is dated before the freeze counts the same with and without the facts after it.
 */
export function scoreDay(
	units: readonly Unit[],
	rule: { points?: number } & Caps,
	freezeAt: Date | null,
): DayScore {
	const score: DayScore = {
		units: 0,
		lastAt: null,
		publicUnits: 0,
		publicLastAt: null,
		counted: new Map(),
		reasons: new Map(),
	};
	const dailyCap = rule.dailyCap ?? Infinity;
	const postDailyCap = rule.postDailyCap ?? Infinity;
	const perPost = new Map<string, number>();
	for (const unit of [...units].sort(compareFacts)) {
		const ofPost = perPost.get(unit.post) ?? 0;
		const withinPost = Math.min(unit.units, postDailyCap - ofPost);
		const counted = Math.min(withinPost, dailyCap - score.units);
		perPost.set(unit.post, ofPost + withinPost);
		score.counted.set(unit.id, counted);
		if (counted < withinPost) score.reasons.set(unit.id, 'daily_cap');
		else if (counted < unit.units) score.reasons.set(unit.id, 'post_daily_cap');
		if (counted === 0) continue;
		score.units += counted;
		score.lastAt = unit.at;
		if (!freezeAt || unit.at < freezeAt) {
			score.publicUnits = score.units;
			score.publicLastAt = unit.at;
		}
	}
	return score;
}
