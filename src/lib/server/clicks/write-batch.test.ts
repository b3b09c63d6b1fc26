import { describe, expect, it } from 'vitest';
import { planAfter } from './write-batch.ts';

describe('the plan of the door’s statement', () => {
	it('is made anew each time eight times as many clicks were written, some ten times in all', () => {
		expect([0, 6].map(planAfter)).toEqual([0, 0]);
		expect([7, 62].map(planAfter)).toEqual([1, 1]);
		expect([63, 510, 511].map(planAfter)).toEqual([2, 2, 3]);
		expect(planAfter(1_000_000_000)).toBe(9);
	});
});
