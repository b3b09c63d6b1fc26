import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { teamTable } from './teams.ts';

const of = (team: string, ...points: number[]) => points.map((n) => ({ team, points: n }));
const members = new Map([
	['blue', 3],
	['red', 2],
	['green', 1],
]);
const rows = [...of('blue', 10, 5, 1), ...of('red', 12, 4)];

describe('teams', () => {
	it('have no table when the rules say off', () => {
		expect(teamTable(rows, members, 'off')).toEqual([]);
	});

	it('add up their people’s points, share places and stand by name then', () => {
		expect(teamTable(rows, members, 'sum')).toEqual([
			{ rank: 1, team: 'blue', points: '16', members: 3 },
			{ rank: 1, team: 'red', points: '16', members: 2 },
			{ rank: 3, team: 'green', points: '0', members: 1 },
		]);
		const named = new Map(['\u{1F600}', '\uFFFD', 'a'].map((team) => [team, 1]));
		expect(teamTable([], named, 'sum').map(({ team }) => team)).toEqual([
			'a',
			'\uFFFD',
			'\u{1F600}',
		]);
	});

	it('average over all competing members, also those without points', () => {
		expect(teamTable([...of('blue', 16), ...of('red', 16)], members, 'average')).toEqual([
			{ rank: 1, team: 'red', points: '8.0', members: 2 },
			{ rank: 2, team: 'blue', points: '5.3', members: 3 },
			{ rank: 3, team: 'green', points: '0.0', members: 1 },
		]);
	});

	it('compare averages exactly, even where they read the same', () => {
		const two = new Map([
			['a', 300],
			['b', 301],
		]);
		expect(teamTable([...of('a', 100), ...of('b', 100)], two, 'average')).toEqual([
			{ rank: 1, team: 'a', points: '0.3', members: 300 },
			{ rank: 2, team: 'b', points: '0.3', members: 301 },
		]);
		const equal = new Map([
			['a', 3],
			['b', 6],
		]);
		expect(
			teamTable([...of('a', 1), ...of('b', 2)], equal, 'average').map(({ rank }) => rank),
		).toEqual([1, 1]);
	});

	it.each([
		[1, 4, '0.3'],
		[-1, 4, '-0.2'],
		[1, 20, '0.1'],
		[-1, 20, '0.0'],
		[-3, 20, '-0.1'],
		[-1, 21, '0.0'],
		[-2, 20, '-0.1'],
		[-2, 1, '-2.0'],
		[19, 20, '1.0'],
		[199, 20, '10.0'],
		[1, 3, '0.3'],
		[2, 3, '0.7'],
		[-2, 3, '-0.7'],
		[0, 7, '0.0'],
	])('show %d points over %d members half up', (points, count, shown) => {
		expect(teamTable(of('a', points), new Map([['a', count]]), 'average')[0]?.points).toBe(shown);
	});

	it('may count their best k only', () => {
		const best = (k: number) =>
			teamTable(rows, members, { mode: 'top', k }).map(({ team, points }) => [team, points]);
		expect(best(1)).toEqual([
			['red', '12'],
			['blue', '10'],
			['green', '0'],
		]);
		expect(best(2)).toEqual([
			['red', '16'],
			['blue', '15'],
			['green', '0'],
		]);
		expect(best(9)).toEqual([
			['blue', '16'],
			['red', '16'],
			['green', '0'],
		]);
		expect(
			teamTable(of('blue', 3, 40, 5, 100, 20), members, { mode: 'top', k: 3 })[0]?.points,
		).toBe('160');
	});

	it('need a competing member to be listed', () => {
		const some = new Map([
			['blue', 1],
			['red', 0],
		]);
		expect(teamTable(rows, some, 'sum').map(({ team }) => team)).toEqual(['blue']);
	});

	it('are shown within half a tenth of their average', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: -99999, max: 99999 }),
				fc.integer({ min: 1, max: 999 }),
				(points, n) => {
					const [team] = teamTable(of('a', points), new Map([['a', n]]), 'average');
					expect(team?.points).toMatch(/^-?\d+\.\d$/);
					expect(Math.abs(Number(team?.points) - points / n)).toBeLessThanOrEqual(0.05 + 1e-9);
				},
			),
		);
	});
});
