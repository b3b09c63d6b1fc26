import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, sha256Hex, sha256Of } from './canonical.ts';

describe('canonical JSON', () => {
	it('sorts keys by UTF-16 units at every depth, writes no space, and leaves out what is undefined', () => {
		const value = {
			b: [{ z: 1, a: null }],
			a: 'é"\n',
			'\u20ac': 1,
			'\ud83d\ude00': 2,
			gone: undefined,
		};
		expect(canonicalJson(value)).toBe(
			'{"a":"é\\"\\n","b":[{"a":null,"z":1}],"\u20ac":1,"\ud83d\ude00":2}',
		);
	});

	it('keeps the place of what is undefined in a list, as null', () => {
		expect(canonicalJson([1, undefined, 2])).toBe('[1,null,2]');
	});

	it('says the same value, whatever order its keys were put in', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const turned = (one: unknown): unknown => {
					if (Array.isArray(one)) return one.map(turned);
					if (one === null || typeof one !== 'object') return one;
					return Object.fromEntries(
						Object.entries(one)
							.reverse()
							.map(([key, item]) => [key, turned(item)]),
					);
				};
				const text = canonicalJson(value);
				expect(canonicalJson(turned(value))).toBe(text);
				expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
			}),
		);
	});

	it('writes instants as RFC 3339 in UTC with milliseconds', () => {
		expect(canonicalJson([new Date(0)])).toBe('["1970-01-01T00:00:00.000Z"]');
	});
});

describe('SHA-256', () => {
	it('is that of the UTF-8 bytes, whole or in pieces', () => {
		const text = 'Åsa 😀';
		const real = createHash('sha256').update(text, 'utf8').digest('hex');
		expect(sha256Hex(text)).toBe(real);
		const hash = sha256Of();
		hash.add('Åsa ');
		hash.add('😀');
		expect(hash.hex()).toBe(real);
	});
});
