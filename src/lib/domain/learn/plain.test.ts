import { expect, test } from 'vitest';
import { isPlain, optionalTextSchema, plainTextSchema } from './plain.ts';

test('a text comes out trimmed and with plain line ends', () => {
	expect(plainTextSchema(20).parse(' a\r\nb\rc ')).toBe('a\nb\nc');
});

test.each([
	['nothing', '  \n '],
	['too much', 'a'.repeat(21)],
	['100 kB', 'a'.repeat(100_000)],
	['a bidirectional override', 'a\u202eb'],
	['a zero-width space', 'a\u200bb'],
	['a NUL', 'a\0b'],
	['half a character', '\ud800'],
	['an escape', 'a\u001bb'],
])('%s is refused', (_, text) => {
	expect(plainTextSchema(20).safeParse(text).success).toBe(false);
});

test('tabs, line ends, accents and joined emoji are plain', () => {
	expect(isPlain('å\té\n👩‍💻 «ciao»')).toBe(true);
});

test('what may be left out is null when it is', () => {
	const schema = optionalTextSchema(5);
	for (const nothing of [undefined, null, '', ' \n']) expect(schema.parse(nothing)).toBeNull();
	expect(schema.parse(' abc ')).toBe('abc');
	expect(schema.safeParse('abcdef').success).toBe(false);
});
