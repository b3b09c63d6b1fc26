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

describe('who lacks what a rank asks for', () => {
	const lacking = [
		row('a', 1, 90),
		{ ...row('b', null, 80), qualified: false },
		row('c', null, 70),
	];

	it('wins neither by points nor by lot, whoever is only short of clicks does', () => {
		const prizes: PrizeRule[] = [
			{ kind: 'threshold', minPoints: 50 },
			{ kind: 'draw', winners: 9, minPoints: 0, excludePlaceWinners: false },
		];
		const [threshold, drawn] = people(award(prizes, lacking, 'seed'));
		expect(threshold).toEqual(['a', 'c']);
		expect(drawn!.sort()).toEqual(['a', 'c']);
	});

	it('is passed over when a piece goes on', () => {
		const next = nextInLine(
			[{ kind: 'threshold', minPoints: 50, stock: 1 }],
			1,
			{ main: lacking },
			'seed',
			new Set(['a']),
		);
		expect(next?.person).toBe('c');
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

describe('prizes of the other tables', () => {
	const first = { kind: 'place' as const, fromPlace: 1 };
	const tables = {
		main: table,
		improved: [row('d', 1, 50), row('e', 2, 0)],
		brackets: new Map([['Pune', [row('c', 1, 50), row('e', 2, 0)]]]),
	};

	it('are won in the most improved table and in the bracket that they name', () => {
		const prizes: PrizeRule[] = [
			{ ...first, ranking: 'improved' },
			{ ...first, ranking: 'bracket', bracket: 'Pune' },
			{ kind: 'threshold', minPoints: 0, ranking: 'bracket', bracket: 'Pune' },
			{ ...first, ranking: 'main' },
		];
		expect(people(awardIn(prizes, tables, null))).toEqual([['d'], ['c'], ['c', 'e'], ['a', 'b']]);
	});

	it('are drawn among those of their table, without whoever won a place in any', () => {
		const drawn: PrizeRule = {
			kind: 'draw',
			winners: 9,
			minPoints: 0,
			excludePlaceWinners: true,
			ranking: 'bracket',
			bracket: 'Pune',
		};
		expect(people(awardIn([drawn], tables, 'seed'))[0]?.toSorted()).toEqual(['c', 'e']);
		const improved: PrizeRule = { ...first, fromPlace: 2, ranking: 'improved' };
		expect(people(awardIn([drawn, improved], tables, 'seed'))[0]).toEqual(['c']);
	});

	it('go to nobody where there is no such table', () => {
		const prizes: PrizeRule[] = [
			{ ...first, ranking: 'improved' },
			{ ...first, ranking: 'bracket', bracket: 'Lund' },
			{ ...first, ranking: 'bracket' },
		];
		expect(people(awardIn(prizes, { main: table }, null))).toEqual([[], [], []]);
		expect(people(awardIn(prizes, tables, null))[1]).toEqual([]);
	});
});

describe('prizes of which there are not enough', () => {
	it('are given to the better places, in the table’s order', () => {
		const threshold: PrizeRule = { kind: 'threshold', minPoints: 0, stock: 3 };
		expect(award([threshold], table, 'seed')[0]?.winners.map(({ person }) => person)).toEqual([
			'a',
			'b',
			'c',
		]);
		const enough: PrizeRule = { kind: 'threshold', minPoints: 50, stock: 5 };
		expect(award([enough], table, null)[0]?.winners).toHaveLength(5);
	});

	it('are given by lot to those who share the last place that gets one', () => {
		const tied = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, i) => row(id, i === 0 ? 1 : 2, 9 - i));
		const prize: PrizeRule = { kind: 'place', fromPlace: 1, toPlace: 3, stock: 3 };
		const lots = ['b', 'c', 'd', 'e', 'f']
			.map((id) => ({ id, lot: lotOf('frö', 1, id) }))
			.sort((x, y) => (x.lot < y.lot ? -1 : 1));
		const chosen = lots.slice(0, 2).toSorted((x, y) => (x.id < y.id ? -1 : 1));
		const winners = award([prize], tied, 'frö')[0]!.winners;
		expect(winners.map(({ person, lot }) => ({ person, lot }))).toEqual([
			{ person: 'a', lot: null },
			...chosen.map(({ id, lot }) => ({ person: id, lot })),
		]);
	});

	it('go to those with a rank before those without', () => {
		const prize: PrizeRule = { kind: 'threshold', minPoints: 50, stock: 4 };
		expect(people(award([prize], table.toReversed(), 'seed'))).toEqual([['d', 'c', 'b', 'a']]);
		const two = [row('x', null, 9), row('y', null, 9), row('z', 1, 3)];
		const one: PrizeRule = { kind: 'threshold', minPoints: 1, stock: 1 };
		expect(people(award([one], two, 'seed'))).toEqual([['z']]);
	});

	it('cannot be given by lot without the seed', () => {
		const prize: PrizeRule = { kind: 'place', fromPlace: 1, stock: 1 };
		expect(() => award([prize], table, null)).toThrow('a draw needs the seed');
	});

	it('leave whoever got none in the draw that place winners are kept out of', () => {
		const place: PrizeRule = { kind: 'place', fromPlace: 1, stock: 1 };
		const drawn: PrizeRule = {
			kind: 'draw',
			winners: 9,
			minPoints: 90,
			excludePlaceWinners: true,
		};
		const [[first] = [], rest] = people(award([place, drawn], table, 'seed'));
		expect(rest).toEqual([first === 'a' ? 'b' : 'a']);
	});

	it('are drawn no more often than there are pieces', () => {
		const drawn: PrizeRule = {
			kind: 'draw',
			winners: 5,
			minPoints: 0,
			excludePlaceWinners: false,
			stock: 2,
		};
		expect(people(award([drawn], table, 'seed'))[0]).toHaveLength(2);
		expect(people(award([{ ...drawn, winners: 1 }], table, 'seed'))[0]).toHaveLength(1);
	});
});
