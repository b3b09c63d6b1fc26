import { describe, expect, it } from 'vitest';
import { nextScopes } from './day-scores.ts';

describe('how many people’s days are counted in one go', () => {
	it('doubles while they have few facts, stays where they fill a turn, and shrinks to fit where they have many', () => {
		expect(nextScopes(32, 100)).toBe(64);
		expect(nextScopes(32, 5_000)).toBe(64);
		expect(nextScopes(32, 5_001)).toBe(32);
		expect(nextScopes(32, 10_000)).toBe(32);
		expect(nextScopes(32, 80_000)).toBe(4);
	});

	it('takes one at least, however many facts that one has', () => {
		expect(nextScopes(1, 1_000_000)).toBe(1);
		expect(nextScopes(32, 1_000_000)).toBe(1);
	});
});
