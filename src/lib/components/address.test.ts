import { describe, expect, it } from 'vitest';
import { withQuery } from './address.ts';

describe('a query string', () => {
	it('sets and removes parameters and keeps the others', () => {
		expect(withQuery('a=1&b=2', { b: null, c: 'x y' })).toBe('?a=1&c=x+y');
	});

	it('is a lone question mark when nothing is left, so that a link clears the query', () => {
		expect(withQuery('a=1', { a: null })).toBe('?');
	});
});
