import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	compareWithLast,
	daysBegun,
	improvedTable,
	LEAST_BEFORE,
	type Before,
	type NowEntry,
} from './improved.ts';

const at = (text: string) => new Date(text);

describe('the days of a contest', () => {
	// Sweden leaves daylight saving on 25 October: the days are 24, 25 and 24 hours long.
	const box = {
		startsAt: at('2026-10-23T22:00:00.000Z'),
		endsAt: at('2026-10-26T23:00:00.000Z'),
		timeZone: 'Europe/Stockholm',
	};

	it.each([
		['2026-10-01T00:00:00.000Z', 1],
		['2026-10-23T22:00:00.000Z', 1],
		['2026-10-23T22:00:00.001Z', 1],
		['2026-10-24T22:00:00.000Z', 1],
		['2026-10-24T22:00:00.001Z', 2],
		['2026-10-25T23:00:00.000Z', 2],
		['2026-10-25T23:00:00.001Z', 3],
		['2026-10-26T23:00:00.000Z', 3],
		['2026-12-01T00:00:00.000Z', 3],
	])('that have begun before %s are %i', (until, days) => {
		expect(daysBegun(box, at(until))).toBe(days);
	});
});

describe('a comparison with one’s own last contest', () => {
	it('is of points a day, exact and in lowest terms', () => {
		const before = { points: 30, days: 90 };
		expect(compareWithLast(24, 30, before)).toEqual({
			now: 24,
			daysNow: 30,
			before,
			ratio: { numerator: 12, denominator: 5 },
			shown: '×2.4',
		});
	});

	it('is not made without a last contest, nor with fewer than 10 points in it', () => {
		expect(LEAST_BEFORE).toBe(10);
		expect(compareWithLast(50, 1, undefined)).toBeNull();
		expect(compareWithLast(50, 1, { points: 9, days: 1 })).toBeNull();
		expect(compareWithLast(50, 1, { points: 10, days: 1 })?.shown).toBe('×5.0');
	});

	it.each([
		[0, 10, '×0.0', { numerator: 0, denominator: 1 }],
		[25, 100, '×0.3', { numerator: 1, denominator: 4 }],
		[24, 100, '×0.2', { numerator: 6, denominator: 25 }],
		[-25, 100, '×-0.2', { numerator: -1, denominator: 4 }],
		[-26, 100, '×-0.3', { numerator: -13, denominator: 50 }],
		[1999, 10, '×199.9', { numerator: 1999, denominator: 10 }],
	])('of %i to %i reads %s', (now, points, shown, ratio) => {
		expect(compareWithLast(now, 7, { points, days: 7 })).toMatchObject({ shown, ratio });
	});
});

const row = (id: string, points: number, more: Partial<NowEntry> = {}): NowEntry => ({
	id,
	name: id,
	rank: 1,
	points,
	...more,
});
const last = (list: Record<string, [points: number, days: number]>): Map<string, Before> =>
	new Map(Object.entries(list).map(([id, [points, days]]) => [id, { points, days }]));

describe('the most improved', () => {
	it('stand by how many times the points a day of last time they make', () => {
		const before = last({ ana: [1000, 100], bo: [10, 100], cleo: [30, 30], dag: [20, 100] });
		const table = improvedTable(
			[row('ana', 150), row('bo', 5), row('cleo', 50), row('dag', 6)],
			before,
			10,
		);
		expect(table.map(({ rank, person, shown }) => [rank, person, shown])).toEqual([
			[1, 'bo', '×5.0'],
			[1, 'cleo', '×5.0'],
			[3, 'dag', '×3.0'],
			[4, 'ana', '×1.5'],
		]);
		expect(table[2]).toEqual({
			rank: 3,
			person: 'dag',
			name: 'dag',
			now: 6,
			daysNow: 10,
			before: { points: 20, days: 100 },
			ratio: { numerator: 3, denominator: 1 },
			shown: '×3.0',
		});
	});

	it('are only people who make more than last time, have a rank and can be compared', () => {
		const before = last({ same: [20, 2], less: [20, 2], more: [20, 2], low: [9, 1], out: [20, 2] });
		const rows = [
			row('same', 10),
			row('less', 9),
			row('more', 11),
			row('low', 99),
			row('new', 99),
			row('out', 99, { rank: null }),
		];
		expect(improvedTable(rows, before, 1).map(({ person }) => person)).toEqual(['more']);
	});

	it('share a place when equal exactly, not when they read the same, and then stand by name and id', () => {
		const before = last({ a: [1000, 1], b: [1000, 1], c: [1000, 1], d: [3000, 3] });
		const rows = [
			row('a', 2001),
			row('b', 2002, { name: 'Åsa' }),
			row('c', 2002, { name: 'Zoë' }),
			row('d', 2002, { name: 'Zoë' }),
		];
		expect(improvedTable(rows, before, 1).map((one) => [one.rank, one.person, one.shown])).toEqual([
			[1, 'c', '×2.0'],
			[1, 'd', '×2.0'],
			[1, 'b', '×2.0'],
			[4, 'a', '×2.0'],
		]);
	});

	it('compare exactly where doubles would not', () => {
		const before = last({ a: [2_000_000_001, 366], b: [2_000_000_000, 366] });
		const rows = [row('a', 2_100_000_001), row('b', 2_100_000_000)];
		expect(improvedTable(rows, before, 90).map(({ rank, person }) => [rank, person])).toEqual([
			[1, 'b'],
			[2, 'a'],
		]);
	});

	const worlds = fc.record({
		people: fc.array(
			fc.record({
				points: fc.integer({ min: -50, max: 200 }),
				ranked: fc.boolean(),
				before: fc.option(fc.record({ points: fc.nat(60), days: fc.integer({ min: 1, max: 9 }) }), {
					nil: undefined,
				}),
			}),
			{ maxLength: 25 },
		),
		days: fc.integer({ min: 1, max: 9 }),
	});

	it('whatever the order of rows, stand with ranks that count the better ones, and list no other', () => {
		fc.assert(
			fc.property(worlds, fc.func(fc.nat()), ({ people, days }, weight) => {
				const rows = people.map(({ points, ranked }, i) =>
					row(`p${i}`, points, { rank: ranked ? i + 1 : null }),
				);
				const before = new Map(
					people.flatMap((one, i) => (one.before ? [[`p${i}`, one.before] as const] : [])),
				);
				const table = improvedTable(rows, before, days);
				const shuffled = [...rows].sort((a, b) => weight(a.id) - weight(b.id));
				expect(improvedTable(shuffled, before, days)).toEqual(table);
				// Small numbers: doubles of a common denominator are exact.
				const perDay = (i: number) => {
					const { points, ranked, before: of } = people[i]!;
					const can = ranked && of && of.points >= LEAST_BEFORE;
					return can && points * of.days > of.points * days
						? { top: points * of.days, bottom: of.points * days }
						: null;
				};
				const all = people.flatMap((_, i) => {
					const ratio = perDay(i);
					return ratio ? [{ id: `p${i}`, ratio }] : [];
				});
				expect(table.map(({ person }) => person).sort()).toEqual(all.map(({ id }) => id).sort());
				for (const { person, rank } of table) {
					const { ratio } = all.find(({ id }) => id === person)!;
					const better = all.filter(
						(other) => other.ratio.top * ratio.bottom > ratio.top * other.ratio.bottom,
					);
					expect(rank).toBe(better.length + 1);
				}
			}),
		);
	});
});
