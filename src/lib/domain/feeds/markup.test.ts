import { describe, expect, it } from 'vitest';
import { decodeMarkup, textOfHtml, tidy } from './markup.ts';

describe('the text of HTML', () => {
	it('is what a reader sees', () => {
		const html = `<style>p{}</style><h1>One</h1><p>Two &amp; <b>three</b></p><script>x</script><ul><li>four</ul>`;
		expect(textOfHtml(html, 100)).toBe('One\n\nTwo & three\n\nfour');
		expect(textOfHtml('1 < 2 and AT&T', 100)).toBe('1 < 2 and AT&T');
	});

	it('is cut between words, and never within a sign', () => {
		expect(tidy('some words that go on', 12)).toBe('some words…');
		expect(tidy('x'.repeat(30), 10)).toBe('xxxxxxxxx…');
		expect(tidy('👩'.repeat(10), 10).isWellFormed()).toBe(true);
		expect(textOfHtml('a '.repeat(100_000), 20).length).toBeLessThanOrEqual(20);
	});
});

describe('bytes of markup', () => {
	const latin = new Uint8Array([0x3c, 0x61, 0x3e, 0xe9]);
	it('are read as their mark, the header or they themselves say, else as UTF-8', () => {
		expect(
			decodeMarkup(new Uint8Array([0xef, 0xbb, 0xbf, 0xc3, 0xa9]), 'text/xml; charset=latin1'),
		).toBe('é');
		expect(decodeMarkup(latin, 'text/xml; charset="ISO-8859-1"')).toBe('<a>é');
		const said = new TextEncoder().encode('<?xml version="1.0" encoding="iso-8859-1"?>');
		expect(decodeMarkup(new Uint8Array([...said, 0xe9])).endsWith('é')).toBe(true);
		const page = new TextEncoder().encode('<html><meta charset=windows-1252>');
		expect(decodeMarkup(new Uint8Array([...page, 0x80])).endsWith('€')).toBe(true);
		expect(decodeMarkup(new TextEncoder().encode('é'))).toBe('é');
	});

	it('give something even where they lie', () => {
		expect(decodeMarkup(latin, 'text/xml; charset=klingon')).toBe('<a>\ufffd');
	});
});
