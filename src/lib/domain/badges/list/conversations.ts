import type { Badge } from '../badge.ts';
import { counting } from '../counting.ts';

const at = Date.parse('2026-03-02T09:00:00.000Z');

/** Comments under one's own posts. */
export const conversations: Badge = {
	family: 'results',
	...counting([10, 50, 250], ({ comments }) => comments),
	examples: {
		earns: [
			{
				when: 'ten comments came',
				facts: {
					comments: [
						{ at, units: 4, link: 'a' },
						{ at, units: 6, link: 'b' },
					],
				},
				gives: [[1, 'once']],
			},
		],
		not: [{ when: 'nine came', facts: { comments: [{ at, units: 9, link: 'a' }] } }],
	},
};
