import { describe, expect, it } from 'vitest';
import { nextShare, restAfter } from './scorer.ts';

describe('the scorer’s rest', () => {
	it('is a moment after a usual pass, for marks to gather', () => {
		expect([restAfter(0, 0, false), restAfter(99, 0, true), restAfter(99, 300_000, true)]).toEqual([
			8, 8, 8,
		]);
	});

	it('leaves nine tenths of the time to the door under a flood, four fifths after it, and ten seconds at most', () => {
		const share = (pass: number, isFlooded: boolean) => {
			const rest = restAfter(pass, 300_000, isFlooded);
			return rest / (pass + rest);
		};
		for (const pass of [100, 800, 1_100]) {
			expect(share(pass, true)).toBeCloseTo(0.9, 5);
			expect(share(pass, false)).toBeCloseTo(0.8, 5);
		}
		for (const isFlooded of [true, false])
			expect(restAfter(60_000, 300_000, isFlooded)).toBe(10_000);
	});

	it('is as long as a pass that was slow without many facts, and a quarter of a second at most', () => {
		expect([
			restAfter(120, 40, false),
			restAfter(1_500, 2_000, true),
			restAfter(1_500, 4_000, false),
			restAfter(1_500, 0, false),
		]).toEqual([120, 250, 250, 250]);
	});
});

describe('the share of imports in a pass', () => {
	it('halves when a pass that took some was long, and never ends', () => {
		expect([nextShare(60, 60, 26), nextShare(3, 1, 500), nextShare(1, 1, 500)]).toEqual([30, 1, 1]);
	});

	it('doubles when all of it went into a short pass, up to a bound', () => {
		expect([nextShare(4, 4, 12), nextShare(40, 40, 5)]).toEqual([8, 60]);
	});

	it('stays when the pass says nothing about it', () => {
		expect([nextShare(8, 0, 500), nextShare(8, 3, 5), nextShare(8, 8, 20)]).toEqual([8, 8, 8]);
	});
});
