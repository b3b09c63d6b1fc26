import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TIE_BREAKS } from '../contest/rules.ts';
import { RankedTable } from './order.ts';
import { rankTable, type Entry } from './rank.ts';

const small = fc.integer({ min: 0, max: 4 });
const entries: fc.Arbitrary<Entry> = fc.record({
	id: fc.constantFrom(...'abcdefghijkl'),
	name: fc.constantFrom('Ana', 'Bo', 'Åsa'),
	points: fc.integer({ min: -3, max: 5 }),
	clicks: small,
	engagement: small,
	conversions: small,
	reachedAt: fc.option(small.map((ms) => new Date(ms))),
	qualified: fc.boolean(),
});
const rules = fc.record({ minClicks: small, tieBreaks: fc.shuffledSubarray([...TIE_BREAKS]) });
const step = fc.oneof(
	{ weight: 4, arbitrary: entries },
	{ weight: 1, arbitrary: fc.constantFrom(...'abcdefghijkl') },
);

const entry = (id: string, points: number, clicks = 1): Entry => ({
	id,
	name: id,
	points,
	clicks,
	engagement: 0,
	conversions: 0,
	reachedAt: null,
	qualified: true,
});

describe('a ranked table', () => {
	it('always equals sorting and ranking anew', () => {
		fc.assert(
			fc.property(
				rules,
				fc.array(entries),
				fc.array(step, { maxLength: 40 }),
				(given, first, steps) => {
					const table = new RankedTable(given, first);
					const plain = new Map(first.map((each) => [each.id, each]));
					for (const each of steps) {
						if (typeof each === 'string') expect(table.delete(each)).toBe(plain.delete(each));
						else {
							table.set(each);
							plain.set(each.id, each);
						}
					}
					const expected = rankTable(plain.values(), given);
					const rows = expected.map(({ rank, id }) => ({ rank, entry: plain.get(id)! }));
					expect(table.size).toBe(plain.size);
					expect(table.top(99)).toEqual(rows);
					for (const [i, { rank, id }] of expected.entries()) {
						expect(table.rankOf(id)).toBe(rank);
						expect(table.positionOf(id)).toBe(i);
						expect(table.get(id)).toBe(plain.get(id));
						expect(table.around(id, 2)).toEqual(rows.slice(Math.max(0, i - 2), i + 3));
						expect(table.slice(i, i + 3)).toEqual(rows.slice(i, i + 3));
					}
				},
			),
			{ numRuns: 300 },
		);
	});

	it('knows nothing of who is not in it', () => {
		expect(new RankedTable({ minClicks: 0, tieBreaks: [] }).top(3)).toEqual([]);
		const table = new RankedTable({ minClicks: 0, tieBreaks: [] }, [entry('b', 1)]);
		expect(table.get('a')).toBeUndefined();
		expect(table.rankOf('a')).toBeNull();
		expect(table.positionOf('a')).toBeNull();
		expect(table.around('a', 2)).toEqual([]);
		expect(table.ahead('a')).toBeUndefined();
		expect(table.delete('a')).toBe(false);
		expect(table.size).toBe(1);
	});

	it('tells whom one overtakes next: the last of the better place', () => {
		const table = new RankedTable({ minClicks: 1, tieBreaks: [] }, [
			entry('a', 9),
			entry('b', 7),
			entry('c', 7),
			entry('d', 5),
			entry('e', 5),
			entry('f', 20, 0),
			entry('g', 10, 0),
		]);
		expect(table.ahead('a')).toBeUndefined();
		expect(table.ahead('b')).toEqual({ rank: 1, entry: table.get('a') });
		expect(table.ahead('e')).toEqual({ rank: 2, entry: table.get('c') });
		expect(table.ahead('f')).toEqual({ rank: 4, entry: table.get('e') });
		expect(table.ahead('g')).toEqual({ rank: null, entry: table.get('f') });
	});

	it('stays exact among many', () => {
		const of = (i: number, round: number) => entry(`p${i}`, (i * 7919 + round * 104_729) % 500);
		const many = Array.from({ length: 3000 }, (_, i) => of(i, 0));
		const table = new RankedTable({ minClicks: 0, tieBreaks: [] }, many);
		for (let i = 0; i < 3000; i += 2) table.set(of(i, 1));
		const now = many.map((each, i) => (i % 2 === 0 ? of(i, 1) : each));
		const expected = rankTable(now, { minClicks: 0, tieBreaks: [] });
		expect(table.top(3000).map(({ rank, entry: { id } }) => [id, rank])).toEqual(
			expected.map(({ id, rank }) => [id, rank]),
		);
	});
});
