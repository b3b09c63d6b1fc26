import { describe, expect, it } from 'vitest';
import { isPrompt, planAfter } from './write-batch.ts';

describe('the plan of the door’s statement', () => {
	it('is made anew each time eight times as many clicks were written, some ten times in all', () => {
		expect([0, 6].map(planAfter)).toEqual([0, 0]);
		expect([7, 62].map(planAfter)).toEqual([1, 1]);
		expect([63, 510, 511].map(planAfter)).toEqual([2, 2, 3]);
		expect(planAfter(1_000_000_000)).toBe(9);
	});
});

describe('a click goes the fast way', () => {
	const DAY = 86_400_000;
	const EDGE = 10_000;
	const [begins, ends] = [20_000 * DAY, 20_001 * DAY];

	it('on its own day (UTC), however late', () => {
		expect(isPrompt({ at: begins + EDGE }, begins + EDGE)).toBe(true);
		expect(isPrompt({ at: begins + EDGE }, ends - EDGE - 1)).toBe(true);
	});

	it('away from the ends of that day only', () => {
		expect(isPrompt({ at: begins }, begins + DAY / 2)).toBe(false);
		expect(isPrompt({ at: begins + EDGE - 1 }, begins + DAY / 2)).toBe(false);
		expect(isPrompt({ at: begins + DAY / 2 }, ends - EDGE)).toBe(false);
		expect(isPrompt({ at: ends - EDGE }, begins + DAY / 2)).toBe(false);
	});

	it('neither on a later day nor, where clocks were set back, on an earlier one', () => {
		expect(isPrompt({ at: begins + DAY / 2 }, ends + DAY / 2)).toBe(false);
		expect(isPrompt({ at: begins + DAY / 2 }, begins - DAY / 2)).toBe(false);
	});
});
