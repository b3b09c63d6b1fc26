import { describe, expect, it } from 'vitest';
import { filterOf, filterQuery } from './filter.ts';

const asked = (query: string) => filterOf(new URLSearchParams(query));

describe('what an address asks the list of prizes for', () => {
	it('is a state and a contest', () => {
		expect(asked('state=approved&contest=autumn&page=2')).toEqual({
			...{ state: 'approved', contest: 'autumn' },
		});
		expect(asked('state=all')).toEqual({ state: 'all' });
	});

	it('is the work to do of all contests unless it says otherwise', () => {
		for (const query of ['', 'state=', 'state=lost&contest=', 'state=__proto__'])
			expect(asked(query)).toEqual({ state: 'todo' });
	});

	it('is never longer than a contest’s name in an address', () => {
		expect(asked(`contest=${'x'.repeat(200)}`).contest).toHaveLength(100);
	});

	it('can be asked for again', () => {
		for (const query of ['?state=todo', '?contest=a%26b&state=all'])
			expect(filterQuery(asked(query))).toBe(query);
	});
});
