import { describe, expect, it } from 'vitest';
import { createPressure } from './pressure.ts';

describe('the pressure of clicks', () => {
	const told = (waiting: (click: number) => number, clicks: number) => {
		const pressure = createPressure();
		return Array.from({ length: clicks }, (_, i) => pressure.isFlood(waiting(i)));
	};

	it('is a flood when half of a thousand clicks in a row found sixteen others waiting', () => {
		expect(told((i) => (i % 2 === 0 ? 16 : 0), 1_000).indexOf(true)).toBe(999);
		// Clients that wait for one another: commits come back, and all ask again.
		expect(told((i) => i % 64, 1_000).indexOf(true)).toBe(999);
	});

	it('is none for a burst of a few hundred, nor for any number that hardly wait', () => {
		expect(told((i) => (i < 499 ? 500 : 0), 1_000)).not.toContain(true);
		expect(told(() => 15, 10_000)).not.toContain(true);
	});

	it('is looked at anew for each thousand', () => {
		const flood = told((i) => (i < 1_000 ? 100 : 0), 3_000);
		expect(flood.flatMap((is, i) => (is ? [i] : []))).toEqual([999]);
	});
});
