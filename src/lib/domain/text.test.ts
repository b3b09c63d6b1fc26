import { describe, expect, it } from 'vitest';
import { isStorable, isStorableJson, slugOf, storable, textSchema } from './text.ts';

describe('text from outside', () => {
	it('refuses NUL and lone surrogates, which Postgres cannot keep', () => {
		expect(isStorable('a\0b')).toBe(false);
		expect(isStorable('a\ud800b')).toBe(false);
		expect(isStorable('Åsa 🎉')).toBe(true);
	});

	it('shows what cannot be kept by a sign in its place', () => {
		expect(storable('a\0b\ud800')).toBe('a\uFFFDb\uFFFD');
		expect(storable('Åsa 🎉')).toBe('Åsa 🎉');
	});

	it('finds what cannot be stored however deep it lies', () => {
		expect(isStorableJson({ a: [{ b: 'x\0' }] })).toBe(false);
		expect(isStorableJson({ a: [{ b: '\udfff' }] })).toBe(false);
		expect(isStorableJson({ 'k\0': 1 })).toBe(false);
	});

	it('lets pass a backslash that only looks like an escape', () => {
		expect(isStorableJson({ a: 'C:\\u0000' })).toBe(true);
		expect(isStorableJson({ a: '🎉 åäö' })).toBe(true);
		expect(isStorableJson(undefined)).toBe(true);
	});

	it('trims, and calls blank text empty', () => {
		expect(textSchema(10).parse('  hi ')).toBe('hi');
		expect(textSchema(10).safeParse('   ').success).toBe(false);
	});

	it('makes an address from a name in Latin letters and leaves nothing of others', () => {
		expect(slugOf('  Höst­tävlingen 2026: Malmö & Pune! ')).toBe('host-tavlingen-2026-malmo-pune');
		expect(slugOf("People's choice")).toBe('peoples-choice');
		expect(slugOf('日本')).toBe('');
	});
});
