import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutHiddenSigns } from './hidden-signs.ts';

describe('signs that nobody sees', () => {
	it.each([
		['an override of direction', 'a\u202eb', 'ab', 1],
		['isolates', '\u2066a\u2069', 'a', 2],
		['zero-width spaces and byte order marks', '\ufeffa\u200bb\u2060', 'ab', 3],
		['control characters', 'a\u0007\u001b[31mb', 'a[31mb', 2],
		['joiners between Latin letters', 'a\u200db\u200cc', 'abc', 2],
		['tags after anything but a flag', 'a\u{e0061}\u{e007f}', 'a', 2],
	])('go: %s', (_what, text, clean, removed) => {
		expect(withoutHiddenSigns(text)).toEqual({ text: clean, removed });
	});

	it.each([
		['a family', '👨‍👩‍👧 and 🏳️‍🌈, 👩🏽‍💻'],
		['the flag of Scotland', '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
		['Persian and Hindi', 'می\u200cخواهم क्\u200dष'],
		['marks of direction and soft hyphens', 'שלום\u200f, co\u00adoperate'],
		['tabs and line ends', 'a\tb\nc'],
	])('stay where they are needed: %s', (_what, text) => {
		expect(withoutHiddenSigns(text)).toEqual({ text, removed: 0 });
	});

	it('writes every line end as one', () => {
		expect(withoutHiddenSigns('a\r\nb\rc\n\r\nd')).toEqual({ text: 'a\nb\nc\n\nd', removed: 0 });
	});

	it('finds nothing more in what it gave', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
				const once = withoutHiddenSigns(text).text;
				expect(withoutHiddenSigns(once).text.length).toBeLessThanOrEqual(once.length);
				expect(once).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\ufeff\r]/);
			}),
		);
	});
});
