import { daysOf } from '../contest/days.ts';
import { compareNames } from '../leaderboard/rank.ts';

/**
 * Who had fewer points in their own last contest is not compared: from 1 point to 12 is no twelvefold effort, and
 * would win every time.
 */
export const LEAST_BEFORE = 10;

/** A row of the main table, as far as this one needs it. `id` is the external id. */
export type NowEntry = { id: string; name: string; rank: number | null; points: number };

/** What somebody had in their own last contest, and how many days that one lasted. */
export type Before = { points: number; days: number };

/** How many times the points a day of last time, as an exact fraction in lowest terms; `denominator` is positive. */
export type Ratio = { numerator: number; denominator: number };

export type Comparison = {
	/** Points now, in `daysNow` days. */
	now: number;
	daysNow: number;
	before: Before;
	ratio: Ratio;
	/** "×2.4": one decimal, half up. */
	shown: string;
};

export type ImprovedRow = Comparison & { rank: number; person: string; name: string };

/**
 * How many calendar days of the box, in its zone, have begun before `until`: what points a day are counted over. At
 * least 1; all of them from the end on.
 */
export function daysBegun(
	box: { startsAt: Date; endsAt: Date; timeZone: string },
	until: Date,
): number {
	const endsAt = until < box.endsAt ? until : box.endsAt;
	return endsAt > box.startsAt ? daysOf({ ...box, endsAt }).length : 1;
}

/**
 * A person's points a day beside those of their own last contest; null where these were fewer than LEAST_BEFORE in all,
 * or where there was none. Points and days are whole numbers, days positive.
 */
export function compareWithLast(
	points: number,
	daysNow: number,
	before: Before | undefined,
): Comparison | null {
	if (!before || before.points < LEAST_BEFORE) return null;
	const numerator = points * before.days;
	const denominator = before.points * daysNow;
	const divisor = greatestCommonDivisor(Math.abs(numerator), denominator);
	const ratio = { numerator: numerator / divisor, denominator: denominator / divisor };
	return { now: points, daysNow, before, ratio, shown: `×${oneDecimal(ratio)}` };
}

/**
 * The most improved: who is ranked in the main table and makes more points a day than in their own last contest, by
 * how many times as many. `before` holds the last contest of each by external id, `daysNow` the days that `rows` were won
 * in. Ratios compare as exact fractions; equal ones share a place, skip those after it, and stand by name, then id.
 */
export function improvedTable(
	rows: Iterable<NowEntry>,
	before: ReadonlyMap<string, Before>,
	daysNow: number,
): ImprovedRow[] {
	const improved = Array.from(rows).flatMap(({ id, name, rank, points }) => {
		const comparison = rank === null ? null : compareWithLast(points, daysNow, before.get(id));
		if (!comparison || comparison.ratio.numerator <= comparison.ratio.denominator) return [];
		return [{ id, name, comparison }];
	});
	improved.sort(
		(a, b) => compareRatios(b.comparison.ratio, a.comparison.ratio) || compareNames(a, b),
	);
	let rank = 0;
	return improved.map(({ id, name, comparison }, i) => {
		const ahead = improved[i - 1];
		if (!ahead || compareRatios(ahead.comparison.ratio, comparison.ratio) !== 0) rank = i + 1;
		return { rank, person: id, name, ...comparison };
	});
}

/** Products of two such fractions leave the whole numbers that a double holds. */
function compareRatios(a: Ratio, b: Ratio): number {
	const difference =
		BigInt(a.numerator) * BigInt(b.denominator) - BigInt(b.numerator) * BigInt(a.denominator);
	return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Half up means towards the greater, as with teams' averages. */
function oneDecimal({ numerator, denominator }: Ratio): string {
	const tenths = Math.floor((20 * numerator + denominator) / (2 * denominator));
	return (tenths / 10).toFixed(1);
}

function greatestCommonDivisor(a: number, b: number): number {
	return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
