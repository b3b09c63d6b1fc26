import { describe, expect, it } from 'vitest';
import { award as awardIn, nextInLine, type PrizeRow, type PrizeRule } from './award.ts';
import { draw, lotOf } from './draw.ts';

const row = (person: string, rank: number | null, points: number): PrizeRow => ({
	person,
	rank,
	points,
});
const award = (prizes: PrizeRule[], main: PrizeRow[], seed: string | null) =>
	awardIn(prizes, { main }, seed);
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

describe('a piece that nobody has taken', () => {
	const next = (prizes: PrizeRule[], number: number, over: string[], rows = table) =>
		nextInLine(prizes, number, { main: rows }, 'seed', new Set(over))?.person ?? null;
	const places: PrizeRule[] = [1, 3].map((fromPlace) => ({ kind: 'place', fromPlace }));

	it('goes down the table to the first who won no place', () => {
		expect(next(places, 1, ['a'])).toBe('d');
		expect(next(places, 1, ['a', 'd'])).toBe('e');
		expect(next(places, 2, ['c'])).toBe('d');
	});

	it('never goes up the table, nor to anybody without a rank', () => {
		const last: PrizeRule[] = [{ kind: 'place', fromPlace: 5 }];
		expect(next(last, 1, ['e'])).toBe('f');
		expect(next(last, 1, ['e', 'f'])).toBe(null);
	});

	it('passes whoever won a place in another table by no more than anybody else', () => {
		const prizes: PrizeRule[] = [
			{ kind: 'place', fromPlace: 1 },
			{ kind: 'place', fromPlace: 1, ranking: 'improved' },
			{ kind: 'threshold', minPoints: 50 },
		];
		const tables = { main: table, improved: [row('c', 1, 50)] };
		expect(nextInLine(prizes, 1, tables, 'seed', new Set(['a']))?.person).toBe('c');
		const brackets: PrizeRule[] = ['x', 'y'].map((bracket) => ({
			kind: 'place',
			fromPlace: 1,
			ranking: 'bracket',
			bracket,
		}));
		const two = [row('a', 1, 9), row('b', 2, 8)];
		const both = new Map([
			['x', two],
			['y', two.toReversed().map((one, i) => ({ ...one, rank: i + 1 }))],
		]);
		expect(
			nextInLine(brackets, 1, { main: [], brackets: both }, 'seed', new Set(['a']))?.person,
		).toBe('b');
	});

	it('is decided by lot among those who share the next place', () => {
		const tied = [row('a', 1, 9), row('b', 2, 5), row('c', 2, 5), row('d', 2, 5)];
		const [lowest] = ['b', 'c', 'd']
			.map((id) => ({ id, lot: lotOf('seed', 1, id) }))
			.sort((x, y) => (x.lot < y.lot ? -1 : 1));
		expect(next([{ kind: 'place', fromPlace: 1 }], 1, ['a'], tied)).toBe(lowest?.id);
	});

	it('of a place without enough pieces goes first to those who hold the place', () => {
		const prize: PrizeRule = { kind: 'place', fromPlace: 1, stock: 1 };
		const [[winner]] = people(award([prize], table, 'seed')) as [[string]];
		expect(next([prize], 1, [winner])).toBe(winner === 'a' ? 'b' : 'a');
	});

	it('of a threshold goes to the next who reached it and found none left', () => {
		const prize: PrizeRule = { kind: 'threshold', minPoints: 50, stock: 2 };
		expect(next([prize], 1, ['a', 'b'])).toBe('c');
		expect(next([prize], 1, ['a', 'b', 'c', 'd'])).toBe('g');
		expect(next([prize], 1, ['a', 'b', 'c', 'd', 'g'])).toBe(null);
	});

	it('of a draw goes to the next lot', () => {
		const prizes: PrizeRule[] = [
			{ kind: 'place', fromPlace: 1 },
			{ kind: 'draw', winners: 1, minPoints: 0, excludePlaceWinners: true },
		];
		const lots = draw('seed', 2, ['c', 'd', 'e', 'g'], 4).map(({ id }) => id);
		expect(next(prizes, 2, [lots[0]!])).toBe(lots[1]);
		expect(next(prizes, 2, lots)).toBe(null);
	});

	it('of a prize that is not in the list goes to nobody', () => {
		expect(next(places, 3, [])).toBe(null);
	});
});

describe('prizes of one table', () => {
	const rows = ['a', 'b', 'c', 'd'].map((person, i) => row(person, i + 1, 9 - i));
	const everywhere = {
		main: rows,
		improved: rows,
		brackets: new Map([
			['x', rows],
			['y', rows],
		]),
	};
	const first = { kind: 'place' as const, fromPlace: 1 };
	const second = { kind: 'place' as const, fromPlace: 2 };
	const places: [string, Partial<PrizeRule>][] = [
		['everybody’s', {}],
		['the most improved', { ranking: 'improved' }],
		['bracket x', { ranking: 'bracket', bracket: 'x' }],
		['bracket y', { ranking: 'bracket', bracket: 'y' }],
	];

	it.each(places)('of %s keep its own winners from being next, and nobody else’s', (_, where) => {
		for (const [, elsewhere] of places) {
			const prizes = [
				{ ...first, ...where },
				{ ...second, ...elsewhere },
			] as PrizeRule[];
			const next = nextInLine(prizes, 1, everywhere, 'seed', new Set(['a']));
			expect(next?.person).toBe(elsewhere === where ? 'c' : 'b');
		}
	});

	it('count as everybody’s when no table is named', () => {
		const prizes: PrizeRule[] = [first, { ...second, ranking: 'main' }];
		expect(nextInLine(prizes, 1, everywhere, 'seed', new Set(['a']))?.person).toBe('c');
	});

	it('leave a threshold’s winners free to be next', () => {
		const prizes: PrizeRule[] = [first, { kind: 'threshold', minPoints: 8 }];
		expect(nextInLine(prizes, 1, everywhere, 'seed', new Set(['a']))?.person).toBe('b');
	});

	it('use the same lots for who wins, who is out of a draw and who is next', () => {
		const tied = Array.from('abcdefghijkl', (person) => row(person, 1, 9));
		const prizes: PrizeRule[] = [
			{ kind: 'threshold', minPoints: 99 },
			{ ...first, stock: 2 },
			{ kind: 'draw', winners: 99, minPoints: 0, excludePlaceWinners: true },
		];
		const [, won, drawn] = people(award(prizes, tied, 'seed')) as [string[], string[], string[]];
		expect([...won, ...drawn].sort()).toEqual(tied.map(({ person }) => person));
		const line = tied
			.map(({ person }) => ({ person, lot: lotOf('seed', 2, person) }))
			.sort((x, y) => (x.lot < y.lot ? -1 : 1));
		const next = nextInLine(prizes, 2, { main: tied }, 'seed', new Set(won));
		expect(next).toMatchObject(line[2]!);
	});
});
