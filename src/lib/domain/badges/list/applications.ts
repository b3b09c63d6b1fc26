import type { Badge } from '../badge.ts';
import { counting } from '../counting.ts';

const at = Date.parse('2026-03-02T09:00:00.000Z');

/** People who applied for a job after a post. */
export const applications: Badge = {
	family: 'results',
	...counting([1, 5, 20], ({ conversions }) =>
		conversions.filter(({ kind }) => kind === 'application'),
	),
	examples: {
		earns: [
			{
				when: 'enough came',
				facts: { conversions: [{ at, units: 1, link: 'a', kind: 'application' }] },
				gives: [[1, 'once']],
			},
		],
		not: [
			{
				when: 'something else came of it',
				facts: { conversions: [{ at, units: 1, link: 'a', kind: 'hire' }] },
			},
		],
	},
};
