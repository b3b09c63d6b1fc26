import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draw, lotOf, seedHash } from './draw.ts';

describe('a draw', () => {
	it('publishes the SHA-256 of the seed', () => {
		expect(seedHash('abc')).toBe(
			'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
		);
		expect(seedHash('så')).toBe(createHash('sha256').update('så').digest('hex'));
	});

	it('can be redone by a stranger with the seed and nothing of ours', () => {
		const people = ['anna', 'bo', 'çelik', 'd', 'e', 'f'];
		const stranger = people
			.map((id) => ({ id, lot: createHmac('sha256', 'frö').update(`4:${id}`).digest('hex') }))
			.sort((a, b) => (a.lot < b.lot ? -1 : 1))
			.slice(0, 3);
		expect(draw('frö', 4, people, 3)).toEqual(stranger);
	});

	it('gives each prize its own lots', () => {
		expect(lotOf('seed', 1, '1:a')).not.toBe(lotOf('seed', 11, ':a'));
		const ids = Array.from({ length: 50 }, (_, i) => `p${i}`);
		expect(draw('seed', 1, ids, 50)).not.toEqual(draw('seed', 2, ids, 50));
	});

	it('does not depend on the order or the repeats of those who take part', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(
					fc.string({ unit: fc.constantFrom('a', 'é', '\uFFFD', '\u{1F600}', '1', ':') }),
					{ maxLength: 20 },
				),
				fc.integer({ min: 0, max: 25 }),
				fc.string(),
				(ids, winners, seed) => {
					const once = draw(seed, 1, ids, winners);
					expect(draw(seed, 1, [...ids, ...ids].reverse(), winners)).toEqual(once);
					expect(once).toHaveLength(Math.min(winners, ids.length));
					expect(new Set(once.map(({ id }) => id)).size).toBe(once.length);
				},
			),
			{ numRuns: 30 },
		);
	});

	it('gives everyone the same chance', () => {
		const wins = new Map<string, number>();
		const ids = ['a', 'b', 'c', 'd'];
		for (let i = 0; i < 2000; i++) {
			for (const { id } of draw(`seed ${i}`, 1, ids, 1)) wins.set(id, (wins.get(id) ?? 0) + 1);
		}
		// 500 each are expected; 5 standard deviations are 97.
		for (const id of ids) expect(Math.abs(wins.get(id)! - 500)).toBeLessThan(97);
	});
});
