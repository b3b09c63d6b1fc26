import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { CODE_LETTERS, codeOf, readCode, shownCode } from './pairing-code.ts';

describe('a pairing code', () => {
	it('has no vowel, no digit and no letter twice in its alphabet', () => {
		expect(CODE_LETTERS).not.toMatch(/[AEIOUY0-9]/);
		expect(new Set(CODE_LETTERS).size).toBe(20);
	});

	it('is read however it is typed, and shown in two groups', () => {
		const number = fc.integer({ min: 0, max: 19 });
		fc.assert(
			fc.property(fc.array(number, { minLength: 8, maxLength: 8 }), (numbers) => {
				const code = codeOf(numbers);
				expect(readCode(shownCode(code))).toBe(code);
				expect(readCode(` ${code.toLowerCase().split('').join(' ')} `)).toBe(code);
			}),
		);
		expect(shownCode('BCDFGHJK')).toBe('BCDF-GHJK');
	});

	it('is none with a letter too few, too many or of another alphabet', () => {
		for (const typed of [
			'',
			'BCDFGHJ',
			'BCDFGHJKL',
			'BCDFGHJA',
			'BCDFGHJ0',
			'ВCDFGHJK',
			'🙂BCDFGH',
		])
			expect(readCode(typed)).toBeNull();
		expect(codeOf([20])).toBe('');
	});
});
