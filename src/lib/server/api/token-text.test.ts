import { describe, expect, it } from 'vitest';
import { bearerToken, newToken, tokenHash } from './token-text.ts';

describe('a token', () => {
	it('is never the same twice and is known by its prefix', () => {
		const [a, b] = [newToken(), newToken()];
		expect(a).toMatch(/^laurel_[\w-]{43}$/);
		expect(a).not.toBe(b);
	});

	it('is stored as its SHA-256 (FIPS 180-4, the vector of "abc")', () => {
		expect(tokenHash('abc')).toBe(
			'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
		);
	});

	it('is read from the header whatever the case of its scheme, and from nothing else', () => {
		const token = newToken();
		expect(bearerToken(`Bearer ${token}`)).toBe(token);
		expect(bearerToken(`bearer  ${token} `)).toBe(token);
		for (const odd of [null, '', 'Bearer', 'Bearer ', `Basic ${token}`, `Bearer a b`, 'Bearer é'])
			expect(bearerToken(odd)).toBeNull();
	});
});
