import { describe, expect, it } from 'vitest';
import { sparkline } from './sparkline.ts';

const numbers = (path: string) =>
	[...path.matchAll(/-?\d+(\.\d+)?/g)].map((match) => Number(match[0]));

describe('a sparkline', () => {
	it('stays inside its box, also with negative days', () => {
		for (const n of numbers(sparkline([3, -20, 8, 500, 0, 1], 112, 28))) {
			expect(n).toBeGreaterThanOrEqual(0);
			expect(n).toBeLessThanOrEqual(112);
		}
	});

	it('is flat at the bottom when nothing happened', () => {
		const path = sparkline([0, 0, 0], 112, 28);
		expect(path).not.toContain('NaN');
		expect(path.endsWith('109,25')).toBe(true);
	});

	it('draws nothing of nothing', () => {
		expect(sparkline([], 112, 28)).toBe('');
	});
});
