import { describe, expect, it } from 'vitest';
import { readDetails } from './changes.ts';

describe('the details of an entry', () => {
	it('are what was said and what was changed, key by key', () => {
		expect(
			readDetails({
				reason: 'A mistake.',
				before: { name: 'Autumn', rules: { minClicks: 5, posts: 'any' }, gone: true },
				after: { name: 'Autumn', rules: { minClicks: 10, posts: 'any' }, teams: ['a', 'b'] },
			}),
		).toEqual({
			facts: [{ key: 'reason', value: 'A mistake.' }],
			changes: [
				{ key: 'rules.minClicks', before: '5', after: '10' },
				{ key: 'gone', before: 'true', after: null },
				{ key: 'teams', before: null, after: 'a, b' },
			],
		});
	});

	it('may be without before or after, or change nothing', () => {
		expect(readDetails({ after: { points: -3 } }).changes).toEqual([
			{ key: 'points', before: null, after: '-3' },
		]);
		expect(readDetails({ before: null, after: { a: null } }).changes).toEqual([]);
		expect(readDetails({ before: 'draft', after: 'final' }).changes).toEqual([
			{ key: 'value', before: 'draft', after: 'final' },
		]);
	});

	it('may be nothing at all, or nothing with keys', () => {
		expect(readDetails(null)).toEqual({ facts: [], changes: [] });
		expect(readDetails([1, 2]).facts).toEqual([{ key: 'details', value: '1, 2' }]);
	});

	it('show lists of things as JSON, and long values cut', () => {
		const { facts } = readDetails({ list: [{ a: 1 }], long: 'x'.repeat(1000) });
		expect(facts[0]?.value).toBe('[{"a":1}]');
		expect(facts[1]?.value).toHaveLength(302);
	});
});
