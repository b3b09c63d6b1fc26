import { describe, expect, it } from 'vitest';
import { nextShare, restAfter } from './scorer.ts';

describe('the scorer’s rest', () => {
	it('is a moment after a usual pass, for marks to gather', () => {
		expect([restAfter(0, 0), restAfter(99, 0), restAfter(99, 300_000)]).toEqual([8, 8, 8]);
	});

	it('leaves nine tenths of the time to the door under a flood, and ten seconds at most', () => {
		for (const pass of [100, 800, 1_100]) {
			expect(restAfter(pass, 300_000) / (pass + restAfter(pass, 300_000))).toBeCloseTo(0.9, 5);
		}
		expect(restAfter(60_000, 300_000)).toBe(10_000);
	});

	it('is as long as a pass that was slow without many facts, and a quarter of a second at most', () => {
		expect([restAfter(120, 40), restAfter(1_500, 2_000), restAfter(1_500, 0)]).toEqual([
			120, 250, 250,
		]);
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
