import { describe, expect, it } from 'vitest';
import { canonicalAddress, keysOf } from './keys.ts';

describe('two addresses', () => {
	it.each([
		['https://www.example.com/a/', 'http://example.com/a'],
		['https://example.com/a?utm_source=x&utm_medium=y#top', 'https://example.com/a'],
		['https://example.com/a?b=2&a=1&fbclid=z', 'https://EXAMPLE.com/a?a=1&b=2'],
		['https://example.com', 'https://example.com/'],
	])('lead to one page: %s, %s', (one, other) => {
		expect(canonicalAddress(one)).toBe(canonicalAddress(other));
	});

	it.each([
		['https://example.com/a?id=1', 'https://example.com/a?id=2'],
		['https://example.com/a', 'https://example.com/A'],
		['https://example.com:8080/a', 'https://example.com/a'],
	])('lead to two: %s, %s', (one, other) => {
		expect(canonicalAddress(one)).not.toBe(canonicalAddress(other));
	});
});

describe('an entry', () => {
	const text = 'Four ovens, one starter and a channel that got out of hand.';
	const entry = { guid: 'n-1', url: 'https://example.com/a', title: 'Bread', text };

	it('is known by its id, by its address and by what it says', () => {
		const keys = keysOf(entry);
		const moved = keysOf({
			...entry,
			guid: 'other',
			url: 'https://example.com/b',
			title: 'BREAD ',
		});
		expect(moved.contentKey).toBe(keys.contentKey);
		expect(moved.guidKey).not.toBe(keys.guidKey);
		expect(moved.addressKey).not.toBe(keys.addressKey);
		expect(keysOf({ ...entry, text: `${text} More.` }).addressKey).toBe(keys.addressKey);
	});

	it('is not known by what it says when that is hardly anything, nor by an id that it has not', () => {
		expect(keysOf({ ...entry, guid: null, text: 'Read more' })).toMatchObject({
			guidKey: null,
			contentKey: null,
		});
	});
});
