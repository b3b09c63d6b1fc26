import { validate, version } from 'uuid';
import { describe, expect, it } from 'vitest';
import { newFactId } from './fact-id.ts';

describe('a click’s id', () => {
	const at = Date.parse('2026-05-04T08:00:00.123Z');

	it('is a UUIDv7 of its instant', () => {
		for (let i = 0; i < 2_000; i++) {
			const id = newFactId(at + i);
			expect(validate(id)).toBe(true);
			expect(version(id)).toBe(7);
			expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(at + i);
		}
	});

	it('is never the same twice, and sorts by its instant', () => {
		const ids = Array.from({ length: 50_000 }, () => newFactId(at));
		expect(new Set(ids).size).toBe(ids.length);
		expect(newFactId(at) < newFactId(at + 1)).toBe(true);
	});

	it('holds 74 random bits, of which each is sometimes 0 and sometimes 1', () => {
		const ones = new Array<number>(128).fill(0);
		for (let i = 0; i < 2_000; i++) {
			const bits = BigInt(`0x${newFactId(at).replaceAll('-', '')}`)
				.toString(2)
				.padStart(128, '0');
			for (const [place, bit] of [...bits].entries()) if (bit === '1') ones[place]! += 1;
		}
		const free = ones.filter((count) => count > 700 && count < 1_300);
		expect(free).toHaveLength(74);
	});
});
