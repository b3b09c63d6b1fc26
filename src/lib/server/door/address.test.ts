import { describe, expect, it } from 'vitest';
import { clientAddress, networksOf } from './address.ts';

describe('where a request came from', () => {
	it('is the socket, whatever the header says, when no proxy is trusted', () => {
		expect(clientAddress('203.0.113.9', '10.0.0.1', 0)).toBe('203.0.113.9');
	});

	it('is counted from the right, so that what a visitor forges on the left does not matter', () => {
		const header = '10.0.0.1, 198.51.100.7, 192.0.2.1';
		expect(clientAddress('127.0.0.1', header, 1)).toBe('192.0.2.1');
		expect(clientAddress('127.0.0.1', header, 2)).toBe('198.51.100.7');
		expect(clientAddress('127.0.0.1', header, 9)).toBe('10.0.0.1');
	});

	it.each([
		['198.51.100.7:4711', '198.51.100.7'],
		['[2001:db8::7]:4711', '2001:db8::7'],
		['[2001:db8::7]', '2001:db8::7'],
		['2001:db8::7', '2001:db8::7'],
		['::ffff:198.51.100.7', '198.51.100.7'],
		['unknown', '127.0.0.1'],
		['', '127.0.0.1'],
		['1.2.3.4.5', '127.0.0.1'],
	])('reads the element %j as %s', (element, expected) => {
		expect(clientAddress('127.0.0.1', element, 1)).toBe(expected);
	});

	it('names a v4-mapped socket by its IPv4 address', () => {
		expect(clientAddress('::ffff:192.0.2.1', undefined, 0)).toBe('192.0.2.1');
		expect(clientAddress(undefined, undefined, 0)).toBe('');
	});
});

describe('internal networks', () => {
	const networks = networksOf([
		'10.0.0.0/8',
		'2001:db8:1::/48',
		'192.0.2.7',
		'::ffff:198.51.100.0/24',
	]);

	it.each(['10.1.2.3', '::ffff:10.1.2.3', '2001:db8:1::5', '192.0.2.7', '198.51.100.200'])(
		'hold %s',
		(address) => expect(networks.includes(address)).toBe(true),
	);

	it.each(['11.0.0.1', '2001:db8:2::5', '192.0.2.8', '', 'nonsense', '::1'])(
		'do not hold %j',
		(address) => expect(networks.includes(address)).toBe(false),
	);

	it('say which blocks cannot be read, and go on with the others', () => {
		const some = networksOf([
			'10.0.0.0/33',
			'office',
			'10.0.0.0/',
			'10.0.0.0/8/8',
			'172.16.0.0/12',
		]);
		expect(some.unreadable).toEqual(['10.0.0.0/33', 'office', '10.0.0.0/', '10.0.0.0/8/8']);
		expect(some.includes('172.16.3.4')).toBe(true);
	});
});
