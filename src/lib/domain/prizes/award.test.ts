import { describe, expect, it } from 'vitest';
import { award, type PrizeRow } from './award.ts';
import { draw } from './draw.ts';

const row = (person: string, rank: number | null, points: number): PrizeRow => ({
	person,
	rank,
	points,
});
const people = (awards: ReturnType<typeof award>) =>
	awards.map(({ winners }) => winners.map(({ person }) => person));

const table = [
	row('a', 1, 90),
	row('b', 1, 90),
	row('c', 3, 50),
	row('d', 4, 50),
	row('e', 5, 0),
	row('f', 6, -4),
	row('g', null, 60),
];

describe('prizes for places', () => {
	it('give each holder of a shared place its prize, and the skipped place to nobody', () => {
		const places = [1, 2, 3].map((fromPlace) => ({ kind: 'place' as const, fromPlace }));
		expect(people(award(places, table, null))).toEqual([['a', 'b'], [], ['c']]);
	});

	it('take a range of places with both its ends, and nobody without a rank', () => {
		const prizes = [{ kind: 'place' as const, fromPlace: 3, toPlace: 5 }];
		expect(people(award(prizes, table, null))).toEqual([['c', 'd', 'e']]);
		expect(people(award([{ kind: 'place', fromPlace: 1, toPlace: 99 }], table, null))).toEqual([
			['a', 'b', 'c', 'd', 'e', 'f'],
		]);
	});

	it('give a place shared across the end of a range to all who hold it', () => {
		const tied = [row('a', 1, 9), row('b', 2, 5), row('c', 2, 5), row('d', 2, 5), row('e', 5, 1)];
		expect(people(award([{ kind: 'place', fromPlace: 1, toPlace: 2 }], tied, null))).toEqual([
			['a', 'b', 'c', 'd'],
		]);
	});
});

describe('prizes for a threshold', () => {
	it('go to everyone with at least so many points, with or without a rank', () => {
		expect(award([{ kind: 'threshold', minPoints: 50 }], table, null)).toEqual([
			{
				prize: 1,
				winners: [
					{ person: 'a', rank: 1, points: 90, lot: null },
					{ person: 'b', rank: 1, points: 90, lot: null },
					{ person: 'c', rank: 3, points: 50, lot: null },
					{ person: 'd', rank: 4, points: 50, lot: null },
					{ person: 'g', rank: null, points: 60, lot: null },
				],
			},
		]);
	});
});

describe('prizes that are drawn', () => {
	const all = { kind: 'draw' as const, winners: 10, minPoints: 0, excludePlaceWinners: false };

	it('go to so many of those with enough points, in the order of their lots', () => {
		const [only] = award([{ ...all, winners: 2, minPoints: 50 }], table, 'seed');
		const lots = draw('seed', 1, ['a', 'b', 'c', 'd', 'g'], 2);
		expect(only?.winners.map(({ person, lot }) => ({ id: person, lot }))).toEqual(lots);
		expect(only?.winners[0]?.points).toBe(table.find((r) => r.person === lots[0]!.id)?.points);
	});

	it('leave out the winners of places, wherever those stand in the list, if the rule says so', () => {
		const place = { kind: 'place' as const, fromPlace: 1, toPlace: 3 };
		const [drawn] = people(award([{ ...all, excludePlaceWinners: true }, place], table, 'seed'));
		expect(drawn?.toSorted()).toEqual(['d', 'e', 'g']);
		const [, open] = people(award([place, all], table, 'seed'));
		expect(open?.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'g']);
	});

	it('keep the winners of thresholds in', () => {
		const threshold = { kind: 'threshold' as const, minPoints: 50 };
		const awards = award([threshold, { ...all, excludePlaceWinners: true }], table, 'seed');
		expect(people(awards)[1]).toHaveLength(6);
	});

	it('take the number of the prize in the list into the lots', () => {
		const awards = award([all, all], table, 'seed');
		expect(awards.map(({ prize }) => prize)).toEqual([1, 2]);
		expect(awards[1]!.winners.map(({ lot }) => lot)).toEqual(
			draw('seed', 2, ['a', 'b', 'c', 'd', 'e', 'g'], 10).map(({ lot }) => lot),
		);
	});

	it('cannot be decided without the seed', () => {
		expect(() => award([all], table, null)).toThrow(
			expect.objectContaining({ code: 'conflict', message: 'a draw needs the seed' }),
		);
	});
});
