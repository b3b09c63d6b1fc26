import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOME, safeNext, signInPath } from './safe-next.ts';

test.each([
	['/', '/'],
	['/settings', '/settings'],
	['/contests/q4?top=5#you', '/contests/q4?top=5#you'],
	['/people/%C3%A5sa', '/people/%C3%A5sa'],
	['/recipes', '/recipes'],
])('%j is a page of this site', (next, expected) => {
	expect(safeNext(next)).toBe(expected);
});

test.each([
	[null],
	[undefined],
	[''],
	['settings'],
	['https://evil.example'],
	['//evil.example'],
	['///evil.example'],
	['/\\evil.example'],
	['\\\\evil.example'],
	['/\t/evil.example'],
	['/\n/evil.example'],
	['/.//evil.example'],
	['/..//evil.example'],
	['/x/..//evil.example'],
	['javascript:alert(1)'],
	['/\u0000/evil.example'],
	[' //evil.example'],
	// The door answers with somebody else's address.
	['/r/abc'],
	['/R/abc'],
	['/%72/abc'],
	['/x/../r/abc'],
	['/api/v1/people'],
	['/sign-in?next=/settings'],
	['/sign-out'],
	['/setup'],
])('%j is not followed', (next) => {
	expect(safeNext(next)).toBe(HOME);
});

test('whatever is asked for, a browser stays on this site', () => {
	const pieces = fc.constantFrom(
		'/',
		'\\',
		'.',
		'..',
		'@',
		':',
		'?',
		'#',
		'%2f',
		'%5c',
		'\t',
		'\r\n',
		'evil.example',
		'r',
	);
	const odd = fc.array(pieces, { maxLength: 8 }).map((list) => list.join(''));
	fc.assert(
		fc.property(fc.oneof(odd, fc.webUrl(), fc.string({ unit: 'binary' })), (next) => {
			const target = new URL(safeNext(next), 'https://laurel.example.com');
			expect(target.origin).toBe('https://laurel.example.com');
			expect(target.pathname).not.toMatch(/^\/(\/|r\/)/);
			// Twice is once: what was safe stays so.
			expect(safeNext(safeNext(next))).toBe(safeNext(next));
		}),
		{ numRuns: 1000 },
	);
});

test('the sign-in page comes back to where one was', () => {
	expect(signInPath('/settings?a=b')).toBe('/sign-in?next=%2Fsettings%3Fa%3Db');
	expect(signInPath('/')).toBe('/sign-in');
	expect(signInPath('//evil.example')).toBe('/sign-in');
});
