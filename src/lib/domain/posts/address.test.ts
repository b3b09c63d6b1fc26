import { describe, expect, it } from 'vitest';
import { imageAddressSchema, webAddressSchema } from './address.ts';

describe("a story's address", () => {
	it('keeps query and fragment and writes other letters as ASCII', () => {
		expect(webAddressSchema.parse('https://example.com/a?b=c#d')).toBe(
			'https://example.com/a?b=c#d',
		);
		expect(webAddressSchema.parse('https://räksmörgås.se/å')).toBe(
			'https://xn--rksmrgs-5wao1o.se/%C3%A5',
		);
	});

	it.each([
		'javascript:alert(1)',
		'data:text/html,x',
		'ftp://example.com',
		'//example.com',
		'/path',
		'https://user:secret@example.com',
		'https://user@example.com',
		'https://',
		'',
		`https://example.com/${'x'.repeat(5000)}`,
	])('refuses %s', (text) => {
		expect(webAddressSchema.safeParse(text).success).toBe(false);
	});

	it('refuses what only becomes too long once other letters are written as ASCII', () => {
		const text = `https://example.com/${'å'.repeat(1000)}`;
		expect(text.length).toBeLessThan(4000);
		expect(webAddressSchema.safeParse(text).error?.issues[0]?.message).toBe('is too long');
	});

	it('drops line breaks, so that no header can be split', () => {
		expect(webAddressSchema.parse('https://example.com/a\r\nSet-Cookie:b')).not.toMatch(/[\r\n]/);
	});
});

describe("a picture's address", () => {
	it('may be a path on the portal, but not another host in disguise', () => {
		expect(imageAddressSchema.parse('/stories/a-1.svg')).toBe('/stories/a-1.svg');
		expect(imageAddressSchema.safeParse('//evil.example/x.png').success).toBe(false);
		expect(imageAddressSchema.safeParse('/\\evil.example').success).toBe(false);
	});
});
