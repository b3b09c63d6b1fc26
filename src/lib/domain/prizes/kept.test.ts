import { expect, it } from 'vitest';
import { award, nextInLine } from './award.ts';
import { lotOf } from './draw.ts';

const seed = 'a seed';
const people = ['anna', 'bo', 'cy', 'di'];
const main = people.map((person) => ({ person, rank: 1, points: 5 }));
const prizes = [
	{ kind: 'draw', winners: 2, minPoints: 1, excludePlaceWinners: false } as const,
	{ kind: 'place', fromPlace: 1, stock: 2 } as const,
];

it('who bears another id by now wins by the lots of the old one, whatever the new one is', () => {
	const before = award(prizes, { main }, seed);
	for (const now of ['erased-1', 'erased-2', 'erased-3', 'erased-4', 'erased-5']) {
		const renamed = main.map((row) => (row.person === 'anna' ? { ...row, person: now } : row));
		const kept = (prize: number, id: string) => (id === now ? lotOf(seed, prize, 'anna') : null);
		const named = JSON.parse(JSON.stringify(before).replaceAll('"anna"', `"${now}"`)) as unknown;
		const after = award(prizes, { main: renamed }, seed, kept);
		const sorted = (awards: unknown) =>
			(awards as typeof before).map(({ winners }) => winners.map(({ lot }) => lot).sort());
		expect(sorted(after)).toEqual(sorted(named));
		for (const number of [1, 2]) {
			const next = nextInLine(prizes, number, { main }, seed, new Set());
			const then = nextInLine(prizes, number, { main: renamed }, seed, new Set(), kept);
			expect(then?.person).toBe(next?.person === 'anna' ? now : next?.person);
		}
	}
});
