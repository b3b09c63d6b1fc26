import { expect, it } from 'vitest';
import { drawsOf } from './draws.ts';

it('nobody takes part in a draw of a table that is not there, nor of a bracket without a name', () => {
	const main = [{ person: 'a', rank: 1, points: 9 }];
	const brackets = new Map([['Pune', main]]);
	const draw = { kind: 'draw', winners: 1, minPoints: 0, excludePlaceWinners: false } as const;
	const prizes = [
		draw,
		{ ...draw, ranking: 'improved' as const },
		{ ...draw, ranking: 'bracket' as const },
		{ ...draw, ranking: 'bracket' as const, bracket: 'Pune' },
	];
	const awards = prizes.map((_, i) => ({ prize: i + 1, winners: [] }));
	const about = { names: ['d1', 'd2', 'd3', 'd4'], seed: 's', seedHash: 'h' };
	const entrants = (tables: Parameters<typeof drawsOf>[2]) =>
		drawsOf(prizes, awards, tables, about).map((one) => one.entrants);
	expect(entrants({ main, brackets })).toEqual([['a'], [], [], ['a']]);
	expect(entrants({ main })).toEqual([['a'], [], [], []]);
});

it('who lacks what a rank asks for takes part in no draw', () => {
	const draw = { kind: 'draw', winners: 1, minPoints: 0, excludePlaceWinners: false } as const;
	const main = [
		{ person: 'a', rank: 1, points: 9 },
		{ person: 'b', rank: null, points: 9, qualified: false },
		{ person: 'c', rank: null, points: 3 },
	];
	const about = { names: ['d'], seed: 's', seedHash: 'h' };
	const [one] = drawsOf([draw], [{ prize: 1, winners: [] }], { main }, about);
	expect(one!.entrants).toEqual(['a', 'c']);
});
