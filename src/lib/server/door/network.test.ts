import { describe, expect, it } from 'vitest';
import { networkPrefix } from './network.ts';

describe('the network of an address', () => {
	it('is the /24 of an IPv4 address', () => {
		expect(networkPrefix('192.0.2.7')).toBe('v4 192.0.2');
		expect(networkPrefix('192.0.2.250')).toBe('v4 192.0.2');
		expect(networkPrefix('192.0.20.7')).toBe('v4 192.0.20');
	});

	it.each([
		['2001:db8:1:2:3:4:5:6', 'v6 2001:db8:1'],
		['2001:0DB8:0001::6', 'v6 2001:db8:1'],
		['2001:db8::6', 'v6 2001:db8:0'],
		['2001::1:2:3:4:5:6', 'v6 2001:0:1'],
		['2001:db8::', 'v6 2001:db8:0'],
		['64:ff9b::192.0.2.1', 'v6 64:ff9b:0'],
		['64:ff9b:1:2:3::192.0.2.1', 'v6 64:ff9b:1'],
	])('is the /48 of %s, however it is spelled', (address, prefix) => {
		expect(networkPrefix(address)).toBe(prefix);
	});

	it.each([
		...['', '127.0.0.1', '10.1.2.3', '192.168.1.1', '169.254.0.9', '172.16.0.1', '172.31.9.9'],
		...['100.64.0.1', '100.127.3.3', '::1', 'fd12:3456::1', 'fe80::1', 'febf::1'],
	])('is nobody’s for %s, which says nothing about where somebody is', (address) => {
		expect(networkPrefix(address)).toBe('');
	});

	it.each([
		'172.15.0.1',
		'172.32.0.1',
		'100.63.0.1',
		'100.128.0.1',
		'11.0.0.1',
		'1.27.0.1',
		'fec0::1',
		'fe9::1',
		'fc::1',
	])('is somebody’s for %s, just outside such ranges', (address) => {
		expect(networkPrefix(address)).not.toBe('');
	});
});
