import { expect, it } from 'vitest';
import { readDocument, resultDocument, type ResultContent } from './document.ts';
import { drawsOf } from './draws.ts';

it('a document reads as it was put in, and one of another form is refused', () => {
	const content = {
		format: 'laurel-result/1',
		contest: 'cup',
		table: [],
	} as unknown as ResultContent;
	const text = resultDocument(content);
	expect(text).toBe('{"contest":"cup","format":"laurel-result/1","table":[]}');
	expect(readDocument(text)).toEqual(content);
	expect(() => readDocument('{"format":"laurel-result/2"}')).toThrow('laurel-result/2');
});

it('a draw lists who took part: with enough points, in the prize’s table, without winners of places if so', () => {
	const row = (person: string, rank: number, points: number) => ({ person, rank, points });
	const main = [row('a', 1, 9), row('b', 2, 5), row('c', 3, 1)];
	const tables = {
		main,
		improved: [row('c', 1, 1)],
		brackets: new Map([['Pune', [row('b', 1, 5)]]]),
	};
	const draw = { kind: 'draw', winners: 1, minPoints: 2, excludePlaceWinners: false } as const;
	const prizes = [
		{ kind: 'place', fromPlace: 1 } as const,
		draw,
		{ ...draw, excludePlaceWinners: true },
		{ ...draw, minPoints: 0, ranking: 'improved' as const },
		{ ...draw, ranking: 'bracket' as const, bracket: 'Pune' },
		{ ...draw, ranking: 'bracket' as const, bracket: 'Nowhere' },
	];
	const won = (person: string) => [{ person, rank: 1, points: 9, lot: null }];
	const awards = prizes.map((_, i) => ({ prize: i + 1, winners: won('a') }));
	const about = { names: ['', 'd1', 'd2', 'd3', 'd4', 'd5'], seed: 's', seedHash: 'h' };
	const draws = drawsOf(prizes, awards, tables, about);
	expect(draws.map(({ prize, name, entrants }) => [prize, name, entrants])).toEqual([
		[2, 'd1', ['a', 'b']],
		[3, 'd2', ['b']],
		[4, 'd3', ['c']],
		[5, 'd4', ['b']],
		[6, 'd5', []],
	]);
	expect(draws[0]).toMatchObject({ seed: 's', seedHash: 'h', winners: ['a'] });
});
