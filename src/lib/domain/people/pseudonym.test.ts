import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pseudonymName } from './pseudonym.ts';

const sixBytes = fc.uint8Array({ minLength: 6, maxLength: 32 });

describe('a pseudonym', () => {
	it('is two plain words, whatever the bytes, and the same for the same', () => {
		fc.assert(
			fc.property(sixBytes, fc.nat(5), (bytes, attempt) => {
				const name = pseudonymName(bytes, attempt);
				expect(name).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
				expect(pseudonymName(bytes, attempt)).toBe(name);
			}),
		);
	});

	it('ends in a number once the short ones are mostly taken', () => {
		fc.assert(
			fc.property(sixBytes, fc.integer({ min: 6, max: 99 }), (bytes, attempt) => {
				expect(pseudonymName(bytes, attempt)).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+ \d{1,4}$/);
			}),
		);
	});

	it('is one of thousands', () => {
		const names = new Set<string>();
		for (let a = 0; a < 256; a++) {
			for (let p = 0; p < 256; p++) names.add(pseudonymName(Uint8Array.of(0, a, 0, p, 0, 0), 0));
		}
		expect(names.size).toBeGreaterThan(4_000);
	});
});
