import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../leaderboard/rank.ts';
import { bracketsOf, bracketTable, type BracketPerson } from './brackets.ts';

const person = (id: string, more: Partial<BracketPerson> = {}): BracketPerson => ({
	id,
	team: 'Sales',
	office: null,
	groups: [],
	...more,
});
const plain = (list: ReturnType<typeof bracketsOf>) =>
	list.map(({ name, members }) => [name, ...members]);

describe('brackets', () => {
	const people = [
		person('ana', { team: 'Sales', office: 'Oslo', groups: ['junior', 'small network'] }),
		person('bo', { team: 'Design', office: 'Bergen', groups: ['senior'] }),
		person('cleo', { team: 'Sales', groups: ['principal'] }),
		person('dag', { team: 'Äpple', office: 'Oslo' }),
	];

	it('are none where the rules say off', () => {
		expect(bracketsOf('off', people)).toEqual([]);
	});

	it('by office hold each office’s people by name, and nobody without one', () => {
		expect(plain(bracketsOf('office', people))).toEqual([
			['Bergen', 'bo'],
			['Oslo', 'ana', 'dag'],
		]);
	});

	it('by team hold each team’s people, by code point of the name', () => {
		expect(plain(bracketsOf('team', people))).toEqual([
			['Design', 'bo'],
			['Sales', 'ana', 'cleo'],
			['Äpple', 'dag'],
		]);
	});

	it('that are named keep the rules’ order, hold whoever bears one of their groups, and may be empty', () => {
		const named = [
			{ name: 'Seniors', groups: ['senior', 'principal'] },
			{ name: 'Small networks', groups: ['small network'] },
			{ name: 'Juniors', groups: ['junior'] },
			{ name: 'Interns', groups: ['intern'] },
		];
		expect(plain(bracketsOf(named, people))).toEqual([
			['Seniors', 'bo', 'cleo'],
			['Small networks', 'ana'],
			['Juniors', 'ana'],
			['Interns'],
		]);
	});

	it('read people once, however they come', () => {
		const named = [
			{ name: 'A', groups: ['junior'] },
			{ name: 'B', groups: ['senior'] },
		];
		expect(plain(bracketsOf(named, people.values()))).toEqual([
			['A', 'ana'],
			['B', 'bo'],
		]);
	});
});

const rules = { minClicks: 1, tieBreaks: ['clicks' as const] };
const entry = (id: string, points: number, clicks: number): Entry => ({
	id,
	name: id,
	points,
	clicks,
	engagement: 0,
	conversions: 0,
	reachedAt: null,
	qualified: true,
});

describe('a bracket’s table', () => {
	it('ranks its members anew, shares places, and lists those without the clicks for a rank last', () => {
		const rows = [
			{ ...entry('ana', 9, 9), rank: 1 },
			{ ...entry('bo', 7, 3), rank: 2 },
			{ ...entry('cleo', 7, 3), rank: 2 },
			{ ...entry('dag', 5, 5), rank: 4 },
			{ ...entry('eva', 90, 0), rank: null },
		];
		const table = bracketTable(rows, new Set(['bo', 'cleo', 'dag', 'eva', 'nobody']), rules);
		expect(table.map(({ id, rank, points }) => [id, rank, points])).toEqual([
			['bo', 1, 7],
			['cleo', 1, 7],
			['dag', 3, 5],
			['eva', null, 90],
		]);
		expect(rows.map(({ rank }) => rank)).toEqual([1, 2, 2, 4, null]);
	});

	const worlds = fc.record({
		figures: fc.array(fc.tuple(fc.nat(9), fc.nat(3), fc.boolean()), { maxLength: 20 }),
		minClicks: fc.nat(2),
	});

	it('keeps the main table’s order, and each place is one more than the members who are better', () => {
		fc.assert(
			fc.property(worlds, ({ figures, minClicks }) => {
				const rows = figures.map(([points, clicks], i) => entry(`p${i}`, points, clicks));
				const members = new Set(rows.filter((_, i) => figures[i]![2]).map(({ id }) => id));
				const of = { minClicks, tieBreaks: rules.tieBreaks };
				const main = bracketTable(rows, new Set(rows.map(({ id }) => id)), of);
				const own = bracketTable(rows, members, of);
				const inMain = main.filter(({ id }) => members.has(id));
				expect(own.map(({ id }) => id)).toEqual(inMain.map(({ id }) => id));
				for (const [i, row] of own.entries()) {
					const { rank } = inMain[i]!;
					if (rank === null) expect(row.rank).toBeNull();
					else {
						const better = inMain.filter((other) => other.rank !== null && other.rank < rank);
						expect(row.rank).toBe(better.length + 1);
					}
				}
			}),
		);
	});
});
