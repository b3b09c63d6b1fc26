import { expect, test } from 'vitest';
import { shiftAt } from './shift.ts';

const MINUTE = 60_000;

test('the picture moves by a few pixels every two minutes, and comes back', () => {
	const way = Array.from({ length: 16 }, (_, step) => shiftAt(step * 2 * MINUTE));
	expect(new Set(way.map(({ x, y }) => `${x} ${y}`)).size).toBe(16);
	for (const [index, { x, y }] of way.entries()) {
		const next = way[(index + 1) % way.length]!;
		expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(4);
		expect(Math.hypot(next.x - x, next.y - y)).toBeLessThanOrEqual(3);
		expect(shiftAt(index * 2 * MINUTE + MINUTE)).toEqual({ x, y });
	}
	expect(shiftAt(32 * MINUTE)).toEqual(shiftAt(0));
	expect(shiftAt(-1)).toEqual(way[15]);
});
