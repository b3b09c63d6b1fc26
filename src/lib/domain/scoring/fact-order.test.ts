import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodePoints, compareFacts } from './fact-order.ts';

const sign = (n: number) => Math.sign(n);

describe('the order by code point', () => {
	it('puts what lies beyond U+FFFF after U+FFFD, unlike JavaScript’s own', () => {
		expect('\u{1F600}' < '\uFFFD').toBe(true);
		expect(compareCodePoints('\u{1F600}', '\uFFFD')).toBeGreaterThan(0);
		expect(compareCodePoints('\uFFFD', '\u{1F600}')).toBeLessThan(0);
		expect(compareCodePoints('\uE000', '\u{10000}')).toBeLessThan(0);
		expect(compareCodePoints('\u{10000}', '\uE000')).toBeGreaterThan(0);
	});

	it('knows no alphabet: capitals first, letters with marks after z', () => {
		expect(['Åsa', 'ana', 'Zed', 'Bo', 'Élodie', 'z'].sort(compareCodePoints)).toEqual([
			'Bo',
			'Zed',
			'ana',
			'z',
			'Åsa',
			'Élodie',
		]);
	});

	it('puts a beginning before the whole', () => {
		expect(compareCodePoints('', 'a')).toBeLessThan(0);
		expect(compareCodePoints('ab', 'a')).toBeGreaterThan(0);
		expect(compareCodePoints('a', 'a')).toBe(0);
	});

	it('is the order of the UTF-8 bytes, as a database’s collation C', () => {
		// fast-check's own 'binary' unit takes a second to set up.
		const any = fc
			.oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
			.map((code) => String.fromCodePoint(code));
		const text = fc.string({ unit: any, maxLength: 4 });
		const near = fc.string({
			unit: fc.constantFrom('\u007F', '\uD7FF', '\uE000', '\uFFFF', '\u{10000}', '\u{10FFFF}'),
			maxLength: 3,
		});
		fc.assert(
			fc.property(fc.oneof(text, near), fc.oneof(text, near), (a, b) => {
				const bytes = Buffer.compare(Buffer.from(a), Buffer.from(b));
				expect(sign(compareCodePoints(a, b))).toBe(bytes);
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('the order of facts', () => {
	it('is by instant, then by id', () => {
		const fact = (ms: number, id: string) => ({ at: new Date(ms), id });
		const facts = [
			fact(2, 'a'),
			fact(1, 'b'),
			fact(1, 'a'),
			fact(1, '\u{1F600}'),
			fact(1, '\uFFFD'),
		];
		expect(facts.sort(compareFacts).map(({ id }) => id)).toEqual([
			'a',
			'b',
			'\uFFFD',
			'\u{1F600}',
			'a',
		]);
	});
});
