import type { Badge } from '../badge.ts';
import { counting } from '../counting.ts';

const at = Date.parse('2026-03-02T09:00:00.000Z');

/** The first reader from outside. */
export const firstClick: Badge = {
	family: 'results',
	...counting([1], ({ clicks }) => clicks),
	examples: {
		earns: [
			{
				when: 'one counted click came',
				facts: { clicks: [{ at, units: 1, link: 'a' }] },
				gives: [[1, 'once']],
			},
		],
		not: [{ when: 'only comments came', facts: { comments: [{ at, units: 3, link: 'a' }] } }],
	},
};
