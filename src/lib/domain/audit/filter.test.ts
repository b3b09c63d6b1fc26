import { describe, expect, it } from 'vitest';
import { filterOf } from './filter.ts';

const none = { who: '', what: '', from: '', to: '' };

describe('the filter of the audit page', () => {
	it('asks for nothing that was not typed', () => {
		expect(filterOf(none, 'Europe/Stockholm')).toEqual({});
		expect(filterOf({ ...none, who: 'Ada', what: 'contest' }, 'UTC')).toEqual({
			who: 'Ada',
			what: 'contest',
		});
	});

	it('takes whole days of the program’s zone, the last included', () => {
		const typed = { ...none, from: '2026-10-25', to: '2026-10-25' };
		expect(filterOf(typed, 'Europe/Stockholm')).toEqual({
			from: '2026-10-24T22:00:00.000Z',
			to: '2026-10-25T23:00:00.000Z',
		});
	});

	it.each(['2026-02-30', '2026-13-01', 'yesterday', '26-1-1', '2026-1-1'])(
		'knows that %s is no day',
		(day) => {
			expect(filterOf({ ...none, from: day }, 'UTC')).toBeNull();
			expect(filterOf({ ...none, to: day }, 'UTC')).toBeNull();
		},
	);
});
