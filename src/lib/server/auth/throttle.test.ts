import { expect, test } from 'vitest';
import { delayAfter, MAX_DELAY_SECONDS } from './throttle.ts';

test('the wait doubles from the fifth failure on and ends at a quarter of an hour', () => {
	const waits = Array.from({ length: 18 }, (_, index) => delayAfter(index + 1));
	expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]);
	expect(delayAfter(10_000)).toBe(MAX_DELAY_SECONDS);
});
