import { describe, expect, it } from 'vitest';
import { queryOf } from './page.ts';

const asked = (search: string, numbers?: string[]): unknown =>
	queryOf(new URL(`https://laurel.example/api/v1/people${search}`), numbers);

describe('what an address asks for', () => {
	it('leaves out what the address leaves out, so that the list’s own defaults hold', () => {
		expect(asked('')).toEqual({});
	});

	it('takes a limit as a number and everything else as it stands', () => {
		expect(asked('?limit=25&cursor=abc&team=7')).toEqual({ limit: 25, cursor: 'abc', team: '7' });
		expect(asked('?number=2', ['number'])).toEqual({ number: 2 });
	});

	it.each(['?limit=', '?limit=%20', '?limit=many'])(
		'makes no limit of “%s”, for the schema to refuse',
		(search) => {
			expect(asked(search)).toEqual({ limit: Number.NaN });
		},
	);

	it('makes a list of what stands twice, for the schema to refuse', () => {
		expect(asked('?limit=1&limit=2&team=a&team=a')).toEqual({
			limit: ['1', '2'],
			team: ['a', 'a'],
		});
	});
});
