import { describe, expect, it } from 'vitest';
import type { ResultRow } from '../results/view.ts';
import { prizeRule, prizeTables } from './of-result.ts';

const where = { ranking: 'bracket' as const, bracket: 'Pune', stock: 3 };
const nothing = {
	fromPlace: null,
	toPlace: null,
	minPoints: null,
	winners: null,
	excludePlaceWinners: true,
	...where,
};

describe('a stored prize', () => {
	it('is decided by what its kind needs, and by nothing else', () => {
		expect(
			prizeRule({ ...nothing, kind: 'place', fromPlace: 2, toPlace: 4, minPoints: 9 }),
		).toEqual({ kind: 'place', ...where, fromPlace: 2, toPlace: 4 });
		expect(prizeRule({ ...nothing, kind: 'threshold', minPoints: 9, winners: 1 })).toEqual({
			kind: 'threshold',
			...where,
			minPoints: 9,
		});
		expect(prizeRule({ ...nothing, kind: 'draw', winners: 2, fromPlace: 1 })).toEqual({
			kind: 'draw',
			...where,
			winners: 2,
			minPoints: 0,
			excludePlaceWinners: true,
		});
	});

	it('is refused when it lacks what its kind needs', () => {
		expect(() => prizeRule({ ...nothing, kind: 'place' })).toThrow('lacks');
		expect(() => prizeRule({ ...nothing, kind: 'draw' })).toThrow('lacks');
	});
});

it('the tables of a result name people by their external ids', () => {
	const person = { externalId: 'a', name: 'Anna', team: 'North' };
	const row: ResultRow = {
		rank: 1,
		person,
		points: 12,
		clicks: 3,
		engagement: 0,
		conversions: 0,
		reachedAt: null,
	};
	const tables = prizeTables({
		table: [row],
		brackets: [{ name: 'Pune', rows: [{ rank: null, person, points: 12, qualified: false }] }],
		improved: [{ rank: 1, person, before: 6, now: 12, shown: '×2.0' }],
	});
	expect(tables).toEqual({
		main: [{ person: 'a', rank: 1, points: 12 }],
		improved: [{ person: 'a', rank: 1, points: 12 }],
		brackets: new Map([['Pune', [{ person: 'a', rank: null, points: 12, qualified: false }]]]),
	});
});
