import { expect, it } from 'vitest';
import { restFor } from './pace.ts';

it('leaves two fifths of the thread’s time to others, and never rests for long', () => {
	const rest = restFor(30, 30);
	expect(30 / (30 + rest)).toBeCloseTo(0.6, 10);
	expect(restFor(6, 30)).toBe(0);
	expect(restFor(18, 30)).toBe(0);
	expect(restFor(5_000, 5_000)).toBe(100);
});
