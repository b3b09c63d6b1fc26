import type { Rules, TieBreak } from '../contest/rules.ts';
import { compareCodePoints } from '../scoring/fact-order.ts';

/** What ranking needs of a person in the table. `id` is the external id. */
export type Entry = {
	id: string;
	name: string;
	points: number;
	clicks: number;
	engagement: number;
	conversions: number;
	reachedAt: Date | null;
	/** Whether they hold what the rules ask for beside clicks (contest/requirements.ts). */
	qualified: boolean;
};

export type RankingRules = Pick<Rules, 'minClicks' | 'tieBreaks'>;

/**
 * What decides a place, as numbers to compare one after the other, the smaller first: whether the clicks for a
 * rank are missing, or what else it asks for (0 or 1), then the points, then the tie-breaks. Equal keys share a place.
 */
export function placeKey(entry: Entry, rules: RankingRules): number[] {
	const unranked = entry.clicks < rules.minClicks || !entry.qualified;
	const key = [unranked ? 1 : 0, -entry.points];
	for (const tieBreak of rules.tieBreaks) key.push(TIE_BREAK_KEYS[tieBreak](entry));
	return key;
}

const TIE_BREAK_KEYS = {
	clicks: (entry) => -entry.clicks,
	engagement: (entry) => -entry.engagement,
	conversions: (entry) => -entry.conversions,
	earliest: (entry) => entry.reachedAt?.getTime() ?? Infinity,
} as const satisfies Record<TieBreak, (entry: Entry) => number>;

/** Compares two place keys of the same rules. */
export function compareKeys(a: readonly number[], b: readonly number[]): number {
	for (let i = 0; i < a.length; i++) {
		const x = a[i]!;
		const y = b[i]!;
		if (x < y) return -1;
		if (x > y) return 1;
	}
	return 0;
}

/** The order of rows that share a place: name, then id, by code point. Zero only for the same id. */
export function compareNames(
	a: { name: string; id: string },
	b: { name: string; id: string },
): number {
	return compareCodePoints(a.name, b.name) || compareCodePoints(a.id, b.id);
}

/**
 * The total order of the table's rows: ranked before unranked, more points first, the tie-breaks, name, id.
 * In SQL: `order by clicks < min_clicks or not qualified, points desc, …tie-breaks desc, reached_at asc nulls last,
 * name collate "C", external_id collate "C"`.
 */
export function compare(rules: RankingRules): (a: Entry, b: Entry) => number {
	return (a, b) => compareKeys(placeKey(a, rules), placeKey(b, rules)) || compareNames(a, b);
}

/** Whether two entries share a place (or would, if both lack what it asks for). */
export function sameRank(rules: RankingRules): (a: Entry, b: Entry) => boolean {
	return (a, b) => compareKeys(placeKey(a, rules), placeKey(b, rules)) === 0;
}

/**
 * The whole table in order, each entry with its rank: shared places skip the ones after them (1, 2, 2, 4), and who
 * has fewer than `minClicks` clicks, or is not qualified, stands after the ranked with rank null. The input is left as it is.
 */
export function rankTable<T extends Entry>(
	entries: Iterable<T>,
	rules: RankingRules,
): (T & { rank: number | null })[] {
	const rows = Array.from(entries, (entry) => ({ entry, key: placeKey(entry, rules) }));
	rows.sort((a, b) => compareKeys(a.key, b.key) || compareNames(a.entry, b.entry));
	let place = 0;
	return rows.map(({ entry, key }, i) => {
		const before = rows[i - 1];
		if (!before || compareKeys(before.key, key) !== 0) place = i + 1;
		return { ...entry, rank: key[0] === 0 ? place : null };
	});
}
