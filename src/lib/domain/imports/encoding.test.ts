import { expect, it } from 'vitest';
import { encodingOf } from './encoding.ts';

const bytes = (text: string, encoding: BufferEncoding) =>
	new Uint8Array(Buffer.from(text, encoding));
const TEXT = 'name;note\nÅsa;öl\n';

it('knows an encoding by its mark', () => {
	expect(encodingOf(new Uint8Array([0xff, 0xfe, 97, 0]))).toBe('utf-16le');
	expect(encodingOf(new Uint8Array([0xfe, 0xff, 0, 97]))).toBe('utf-16be');
	expect(encodingOf(bytes(`\uFEFF${TEXT}`, 'utf8'))).toBe('utf-8');
});

it('knows UTF-16 without a mark by its zeros', () => {
	expect(encodingOf(bytes(TEXT, 'utf16le'))).toBe('utf-16le');
	expect(encodingOf(new Uint8Array(Buffer.from(TEXT, 'utf16le').swap16()))).toBe('utf-16be');
});

it('takes what is no UTF-8 as windows-1252', () => {
	expect(encodingOf(bytes(TEXT, 'latin1'))).toBe('windows-1252');
	expect(encodingOf(bytes(TEXT, 'utf8'))).toBe('utf-8');
	expect(encodingOf(bytes('', 'utf8'))).toBe('utf-8');
});

it('takes a character that is cut at the end for one that goes on, unless nothing follows', () => {
	const cut = bytes('ö', 'utf8').slice(0, 1);
	expect(encodingOf(cut)).toBe('utf-8');
	expect(encodingOf(cut, true)).toBe('windows-1252');
});
