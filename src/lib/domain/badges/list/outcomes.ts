import type { Badge } from '../badge.ts';
import { counting } from '../counting.ts';

const at = Date.parse('2026-03-02T09:00:00.000Z');

/** Whatever people did after reading: leads, sign-ups, sales, applications, hires. */
export const outcomes: Badge = {
	family: 'results',
	...counting([5, 25, 100], ({ conversions }) => conversions),
	examples: {
		earns: [
			{
				when: 'enough came',
				facts: { conversions: [{ at, units: 5, link: 'a', kind: 'sale' }] },
				gives: [[1, 'once']],
			},
		],
		not: [
			{ when: 'four came', facts: { conversions: [{ at, units: 4, link: 'a', kind: 'sale' }] } },
		],
	},
};
