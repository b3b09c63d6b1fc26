import { describe, expect, it } from 'vitest';
import { restAfter } from './scorer.ts';

describe('the scorer’s rest', () => {
	it('is a moment after a usual pass, for marks to gather', () => {
		expect(restAfter(0)).toBe(8);
		expect(restAfter(99)).toBe(8);
	});

	it('leaves four fifths of the time to the door under a flood, and ten seconds at most', () => {
		for (const pass of [100, 800, 2_500]) {
			expect(restAfter(pass) / (pass + restAfter(pass))).toBeCloseTo(0.8, 5);
		}
		expect(restAfter(60_000)).toBe(10_000);
	});
});
