import { describe, expect, it } from 'vitest';
import {
	hostOf,
	isPublicAddress,
	isPublicOrOwnAddress,
	portOf,
	readOutsideUrl,
} from './address.ts';
import { OutsideFailure } from './failure.ts';

const OWN = [
	'10.0.0.1',
	'10.255.255.255',
	'172.16.0.1',
	'172.31.255.255',
	'192.168.1.1',
	'100.64.0.1',
	'100.127.255.255',
	'127.0.0.1',
	'127.255.255.254',
	'::1',
	'fc00::1',
	'fdff:ffff::1',
];

const NOBODYS = [
	['this network', '0.0.0.0'],
	['this network', '0.1.2.3'],
	['link-local', '169.254.0.1'],
	['a cloud’s keys', '169.254.169.254'],
	['protocol assignments', '192.0.0.8'],
	['documentation', '192.0.2.1'],
	['documentation', '198.51.100.7'],
	['documentation', '203.0.113.9'],
	['6to4 relays', '192.88.99.1'],
	['benchmarks', '198.18.0.1'],
	['benchmarks', '198.19.255.255'],
	['multicast', '224.0.0.1'],
	['multicast', '239.255.255.255'],
	['reserved', '240.0.0.1'],
	['broadcast', '255.255.255.255'],
	['unspecified', '::'],
	['link-local', 'fe80::1'],
	['link-local with its scope', 'fe80::1%eth0'],
	['site-local of old', 'fec0::1'],
	['multicast', 'ff02::1'],
	['discard', '100::1'],
	['documentation', '2001:db8::1'],
	['documentation', '3fff::1'],
	['benchmarks', '2001:2::1'],
	['ORCHID', '2001:20::1'],
	['Teredo', '2001:0:53aa:64c:422:2ece:a29c:9cf6'],
	['6to4 of 127.0.0.1', '2002:7f00:1::'],
	['6to4 of a public one', '2002:808:808::1'],
	['mapped 127.0.0.1', '::ffff:127.0.0.1'],
	['mapped 127.0.0.1', '::ffff:7f00:1'],
	['mapped, whole', '0:0:0:0:0:ffff:7f00:1'],
	['mapped public', '::ffff:8.8.8.8'],
	['compatible 127.0.0.1', '::127.0.0.1'],
	['compatible', '::7f00:1'],
	['translated (RFC 6145)', '::ffff:0:7f00:1'],
	['NAT64 of 127.0.0.1', '64:ff9b::7f00:1'],
	['NAT64 of 10.0.0.1', '64:ff9b::10.0.0.1'],
	['local NAT64', '64:ff9b:1::a00:1'],
	['segment routing', '5f00::1'],
	['not given out', '4000::1'],
] as const;

describe('an address', () => {
	it.each(['8.8.8.8', '1.1.1.1', '172.15.0.1', '172.32.0.1', '100.63.0.1', '100.128.0.1'])(
		'%s is public',
		(address) => {
			expect(isPublicAddress(address)).toBe(true);
			expect(isPublicOrOwnAddress(address)).toBe(true);
		},
	);

	it.each(['2606:4700:4700::1111', '2a00:1450:4001:800::200e'])('%s is public', (address) => {
		expect(isPublicAddress(address)).toBe(true);
	});

	it.each(OWN)('%s is the own network’s and not public', (address) => {
		expect(isPublicAddress(address)).toBe(false);
		expect(isPublicOrOwnAddress(address)).toBe(true);
	});

	it.each(NOBODYS)('of %s, %s, is asked by nobody', (_, address) => {
		expect(isPublicAddress(address)).toBe(false);
		expect(isPublicOrOwnAddress(address)).toBe(false);
	});

	it.each(['', 'localhost', '127.1', '0x7f.0.0.1', '8.8.8.8.8', '1.2.3.4/8', '[::1]', ' 8.8.8.8'])(
		'%j is none',
		(text) => {
			expect(isPublicAddress(text)).toBe(false);
			expect(isPublicOrOwnAddress(text)).toBe(false);
		},
	);
});

describe('a URL of something outside', () => {
	it.each([
		'http://2130706433/',
		'http://0x7f000001/',
		'http://0x7f.1/',
		'http://0177.0.0.1/',
		'http://017700000001/',
		'http://127.1/',
		'http://127.0.0.1./',
		'http://①②⑦.0.0.1/',
		'http://127。0。0。1/',
		'http://%31%32%37.0.0.1/',
	])('%s is read as 127.0.0.1', (text) => {
		expect(hostOf(readOutsideUrl(text))).toBe('127.0.0.1');
	});

	it('has its IPv6 address without brackets, and its port also where it is left out', () => {
		const url = readOutsideUrl('https://[::FFFF:127.0.0.1]/a#b');
		expect(hostOf(url)).toBe('::ffff:7f00:1');
		expect(url.href).toBe('https://[::ffff:7f00:1]/a');
		expect([portOf(url), portOf(readOutsideUrl('http://a.example'))]).toEqual([443, 80]);
		expect(portOf(readOutsideUrl('http://a.example:8080'))).toBe(8080);
	});

	it('may be relative to another one', () => {
		const base = new URL('https://a.example/x/y');
		expect(readOutsideUrl('../z', base).href).toBe('https://a.example/z');
		expect(readOutsideUrl('//b.example', base).href).toBe('https://b.example/');
	});

	it.each([
		'',
		'a.example',
		'ftp://a.example',
		'file:///etc/passwd',
		'javascript:alert(1)',
		'gopher://127.0.0.1:6379/_FLUSHALL',
		'data:text/html,x',
		'http://',
		'http://a b/',
		'http://1.2.3.4.5/',
		'http://256.1.1.1/',
		'https://user@a.example/',
		'https://:secret@a.example/',
	])('%j is none', (text) => {
		expect(() => readOutsideUrl(text)).toThrow(OutsideFailure);
		expect(() => readOutsideUrl(text)).toThrow(expect.objectContaining({ code: 'not_http' }));
	});
});
