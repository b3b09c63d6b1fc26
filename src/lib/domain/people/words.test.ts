import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meantBy, plainWords, slipsBetween } from './words.ts';

describe('the words of a text', () => {
	it('have no accents, no capitals and no punctuation', () => {
		expect(plainWords('Zoë  Ångström-Łukasz, M&A')).toEqual([
			...['zoe', 'angstrom', 'lukasz', 'm', 'a'],
		]);
		expect(plainWords('Strauß Øre')).toEqual(['strauss', 'ore']);
		expect(plainWords(' … ')).toEqual([]);
	});

	it('are the same when they are taken twice', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				const words = plainWords(text);
				expect(plainWords(words.join(' '))).toEqual(words);
			}),
		);
	});
});

describe('slips between two words', () => {
	it.each([
		['jonas', 'jonas', 0],
		['jnoas', 'jonas', 1],
		['jona', 'jonas', 1],
		['jonass', 'jonas', 1],
		['jonaz', 'jonas', 1],
		['katarina', 'katharyna', 2],
	])('%s and %s: %i', (a, b, slips) => {
		expect(slipsBetween(a, b, 2)).toBe(slips);
		expect(slipsBetween(b, a, 2)).toBe(slips);
	});

	it('are not counted beyond what is asked for', () => {
		expect(slipsBetween('abcdef', 'uvwxyz', 2)).toBeNull();
		expect(slipsBetween('a', 'abcd', 2)).toBeNull();
		expect(slipsBetween('abc', 'abd', 0)).toBeNull();
	});
});

describe('what somebody means who types', () => {
	const words = ['jonas', 'john', 'jonathan', 'katarzyna', 'legal', 'lena'];

	it('is what begins so', () => {
		expect(meantBy('jon', words)).toEqual(['jonas', 'jonathan']);
		expect(meantBy('le', words)).toEqual(['legal', 'lena']);
	});

	it('is what begins nearly so, if nothing begins so', () => {
		expect(meantBy('jnoas', words)).toEqual(['jonas']);
		expect(meantBy('katarzi', words)).toEqual(['katarzyna']);
		expect(meantBy('legla', words)).toEqual(['legal']);
	});

	it('is nothing where a short word has a slip: every letter makes another one', () => {
		expect(meantBy('xo', words)).toEqual([]);
		expect(meantBy('zzzzzz', words)).toEqual([]);
	});
});
