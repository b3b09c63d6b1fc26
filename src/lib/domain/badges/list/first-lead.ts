import type { Badge } from '../badge.ts';
import { counting } from '../counting.ts';

const at = Date.parse('2026-03-02T09:00:00.000Z');

/** The first lead that came of a post. */
export const firstLead: Badge = {
	family: 'results',
	...counting([1], ({ conversions }) => conversions.filter(({ kind }) => kind === 'lead')),
	examples: {
		earns: [
			{
				when: 'enough came',
				facts: { conversions: [{ at, units: 1, link: 'a', kind: 'lead' }] },
				gives: [[1, 'once']],
			},
		],
		not: [
			{
				when: 'something else came of it',
				facts: { conversions: [{ at, units: 1, link: 'a', kind: 'signup' }] },
			},
		],
	},
};
