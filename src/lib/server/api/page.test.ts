import { describe, expect, it } from 'vitest';
import { pageOf } from './page.ts';

const asked = (search: string) => pageOf(new URL(`https://laurel.example/api/v1/people${search}`));

describe('which page of a list is asked for', () => {
	it('leaves out what the address leaves out, so that the list’s own defaults hold', () => {
		expect(asked('')).toEqual({});
	});

	it('takes a limit as a number and a cursor as it stands', () => {
		expect(asked('?limit=25&cursor=abc')).toEqual({ limit: 25, cursor: 'abc' });
	});

	it.each(['?limit=', '?limit=%20', '?limit=many'])(
		'makes no limit of “%s”, for the schema to refuse',
		(search) => {
			expect(asked(search)).toEqual({ limit: Number.NaN });
		},
	);
});
