import { describe, expect, it } from 'vitest';
import { compare, rankTable, sameRank, type Entry } from './rank.ts';

const entry = (id: string, points: number, more: Partial<Entry> = {}): Entry => ({
	id,
	name: id,
	points,
	clicks: 0,
	engagement: 0,
	conversions: 0,
	reachedAt: null,
	qualified: true,
	...more,
});
const open = { minClicks: 0, tieBreaks: [] };
const table = (entries: Entry[], rules: Parameters<typeof rankTable>[1] = open) =>
	rankTable(entries, rules).map(({ id, rank }) => [id, rank]);

describe('places', () => {
	it('go by points, are shared, and skip the ones after', () => {
		const entries = [entry('d', 1), entry('b', 5), entry('a', 9), entry('c', 5)];
		expect(table(entries)).toEqual([
			['a', 1],
			['b', 2],
			['c', 2],
			['d', 4],
		]);
		expect(table([entry('a', -1), entry('b', 0)])).toEqual([
			['b', 1],
			['a', 2],
		]);
	});

	it('that are shared stand by name, then by id, by code point', () => {
		const entries = [
			entry('1', 5, { name: '\u{1F600}' }),
			entry('2', 5, { name: '\uFFFD' }),
			entry('4', 5, { name: 'Ana' }),
			entry('3', 5, { name: 'Ana' }),
			entry('0', 5, { name: 'Åsa' }),
		];
		expect(table(entries).map(([id]) => id)).toEqual(['3', '4', '0', '2', '1']);
	});

	it('are for whoever has the clicks; the others come after, in the same order, without one', () => {
		const entries = [
			entry('a', 99, { clicks: 1 }),
			entry('b', 1, { clicks: 2 }),
			entry('c', 100, { clicks: 0 }),
			entry('d', 3, { clicks: 7 }),
			entry('e', 99, { clicks: 0 }),
		];
		expect(table(entries, { minClicks: 2, tieBreaks: ['clicks'] })).toEqual([
			['d', 1],
			['b', 2],
			['c', null],
			['a', null],
			['e', null],
		]);
	});

	it('are none in an empty table', () => {
		expect(rankTable([], open)).toEqual([]);
	});

	it('leave the entries as they were', () => {
		const entries = [entry('a', 1, { clicks: 3 }), entry('b', 2)];
		const rows = rankTable(entries, open);
		expect(rows[1]).toEqual({ ...entries[0], rank: 2 });
		expect(entries.map(({ id }) => id)).toEqual(['a', 'b']);
		expect(entries[0]).not.toHaveProperty('rank');
	});
});

describe('what a rank asks for', () => {
	it('keeps whoever lacks it after the ranked, with their points and without a rank', () => {
		const rows = [
			entry('a', 9, { qualified: false }),
			entry('b', 5),
			entry('c', 7, { qualified: false, clicks: 3 }),
			entry('d', 1, { clicks: 1 }),
		];
		expect(table(rows)).toEqual([
			['b', 1],
			['d', 2],
			['a', null],
			['c', null],
		]);
		expect(table(rows, { ...open, minClicks: 1 })).toEqual([
			['d', 1],
			['a', null],
			['c', null],
			['b', null],
		]);
	});
});

describe('tie-breaks', () => {
	const a = entry('a', 5, { clicks: 3, engagement: 1, conversions: 2, reachedAt: new Date(20) });
	const b = entry('b', 5, { clicks: 2, engagement: 4, conversions: 2, reachedAt: new Date(10) });
	const c = entry('c', 5, { clicks: 2, engagement: 4, conversions: 3, reachedAt: null });

	it.each([
		['clicks', 'more counted clicks', ['a', 'b', 'c'], [1, 2, 2]],
		['engagement', 'more engagement', ['b', 'c', 'a'], [1, 1, 3]],
		['conversions', 'more conversions', ['c', 'a', 'b'], [1, 2, 2]],
		['earliest', 'the earlier time, none last', ['b', 'a', 'c'], [1, 2, 3]],
	] as const)('%s: %s', (tieBreak, _, order, ranks) => {
		const rows = table([c, b, a], { minClicks: 0, tieBreaks: [tieBreak] });
		expect(rows).toEqual(order.map((id, i) => [id, ranks[i]]));
	});

	it('apply in their order', () => {
		expect(table([a, b, c], { minClicks: 0, tieBreaks: ['engagement', 'conversions'] })).toEqual([
			['c', 1],
			['b', 2],
			['a', 3],
		]);
		expect(table([a, b, c], { minClicks: 0, tieBreaks: ['clicks', 'earliest'] })).toEqual([
			['a', 1],
			['b', 2],
			['c', 3],
		]);
	});

	it('leave a shared place where nobody was reached', () => {
		const x = entry('x', 5);
		expect(table([x, c], { minClicks: 0, tieBreaks: ['earliest'] })).toEqual([
			['c', 1],
			['x', 1],
		]);
	});

	it('come after the points', () => {
		expect(table([a, entry('z', 6)], { minClicks: 0, tieBreaks: ['clicks'] })[0]).toEqual(['z', 1]);
	});
});

describe('two entries', () => {
	it('share a rank if nothing but their names differs', () => {
		const rules = { minClicks: 0, tieBreaks: ['clicks' as const] };
		expect(sameRank(rules)(entry('a', 5), entry('b', 5, { engagement: 3 }))).toBe(true);
		expect(sameRank(rules)(entry('a', 5), entry('b', 5, { clicks: 3 }))).toBe(false);
		expect(sameRank(rules)(entry('a', 5), entry('b', 6))).toBe(false);
		expect(
			sameRank({ minClicks: 1, tieBreaks: [] })(entry('a', 5), entry('b', 5, { clicks: 1 })),
		).toBe(false);
	});

	it('are equal in the order only if they are the same', () => {
		expect(compare(open)(entry('a', 5), entry('a', 5))).toBe(0);
		expect(compare(open)(entry('a', 5), entry('b', 5))).toBeLessThan(0);
		expect(compare(open)(entry('a', 5), entry('b', 6))).toBeGreaterThan(0);
	});
});
