import { describe, expect, it } from 'vitest';
import {
	blueskyShort,
	blueskyWeight,
	encodedLength,
	graphemes,
	graphemesWithLinks,
	units,
	xWeight,
} from './weights.ts';

const FAMILY = '👨‍👩‍👧‍👦';

describe('what a text weighs', () => {
	it('in graphemes is what a reader would count', () => {
		expect(graphemes('')).toBe(0);
		expect(graphemes(`å${FAMILY}🇸🇪`)).toBe(3);
		expect(units(FAMILY)).toBe(11);
	});

	it.each([
		['', 0],
		['hello', 5],
		['åäö é', 5],
		['日本', 4],
		['😀', 2],
		[FAMILY, 2],
		['🇸🇪', 2],
		['1️⃣', 2],
		['©', 1],
		['“quoted”', 8],
		['see https://example.com/a/very/long/path/that/goes/on', 4 + 23],
		['e\u0301', 1],
		['€', 2],
	])('on X %j is %i', (text, weight) => {
		expect(xWeight(text)).toBe(weight);
	});

	it('on Bluesky takes an address as it is shown', () => {
		expect(blueskyShort('https://example.com/')).toBe('example.com');
		expect(blueskyShort('https://example.com/r/abcdefgh')).toBe('example.com/r/abcdefgh');
		expect(blueskyShort('https://example.com/a-long-path/of/words')).toBe(
			'example.com/a-long-path/...',
		);
		expect(blueskyShort('https://')).toBe('https://');
		expect(blueskyWeight(`Hi https://example.com/ ${FAMILY}`)).toBe(3 + 11 + 1 + 1);
	});

	it('on Mastodon takes every address as 23', () => {
		expect(graphemesWithLinks('Hi https://a.example and http://b.example/x', 23)).toBe(3 + 5 + 46);
	});

	it('in an address is what percent-encoding makes of it, broken text too', () => {
		expect(encodedLength('å b')).toBe(6 + 3 + 1);
		expect(encodedLength('\ud800')).toBe(9);
	});
});
