import { describe, expect, it } from 'vitest';
import { ahead } from './ahead.ts';

/** Numbers from 1 on, and what became of their source. */
function counting(most: number, failAt = Infinity) {
	const seen = { made: 0, ended: false };
	async function* source() {
		try {
			while (seen.made < most) {
				if (seen.made + 1 === failAt) throw new Error('broken');
				yield await Promise.resolve(++seen.made);
			}
		} finally {
			seen.ended = true;
		}
	}
	return { seen, source: source() };
}

describe('reading ahead', () => {
	it('gives every value in order, and has the next one made while one is used', async () => {
		const { seen, source } = counting(4);
		const used: [number, number][] = [];
		for await (const value of ahead(source)) {
			await new Promise(setImmediate);
			used.push([value, seen.made]);
		}
		expect(used).toEqual([
			[1, 2],
			[2, 3],
			[3, 4],
			[4, 4],
		]);
	});

	it('throws what the source throws, after the values before it', async () => {
		const used: number[] = [];
		const reading = async () => {
			for await (const value of ahead(counting(9, 3).source)) used.push(value);
		};
		await expect(reading()).rejects.toThrow('broken');
		expect(used).toEqual([1, 2]);
	});

	it('ends the source when nobody wants more, even if the next one fails', async () => {
		const { seen, source } = counting(9, 2);
		for await (const value of ahead(source)) if (value === 1) break;
		expect(seen.ended).toBe(true);
	});
});
