import { expect, test } from 'vitest';
import { addressKey } from './same-address.ts';

test.each([
	'http://www.example.com/a/',
	'https://EXAMPLE.com/a#part',
	'https://example.com/a?utm_source=x&fbclid=1',
	'https://example.com:443/a//',
])('%s is the same address as https://example.com/a', (address) => {
	expect(addressKey(address)).toBe(addressKey('https://example.com/a'));
});

test('the order of parameters makes no difference, their values do', () => {
	const key = addressKey('https://e.com/?b=2&a=1&a=0');
	expect(key).toBe('e.com?a=0&a=1&b=2');
	expect(addressKey('https://e.com/?a=1&b=2&a=0&a=0')).toBe('e.com?a=0&a=0&a=1&b=2');
	expect(addressKey('https://e.com/?b=2&a=1')).not.toBe(key);
});

test.each(['https://example.com/b', 'https://sub.example.com/a', 'https://example.com/A'])(
	'%s is another one',
	(address) => {
		expect(addressKey(address)).not.toBe(addressKey('https://example.com/a'));
	},
);
