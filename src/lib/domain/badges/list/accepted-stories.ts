import type { Badge } from '../badge.ts';
import { counting } from '../counting.ts';

const at = Date.parse('2026-03-02T09:00:00.000Z');

/** Stories that were made of one's suggestions. */
export const acceptedStories: Badge = {
	family: 'stories',
	...counting([1, 5, 20], ({ proposals }) =>
		proposals
			.flatMap(({ acceptedAt }) => (acceptedAt === null ? [] : [{ at: acceptedAt, units: 1 }]))
			.sort((a, b) => a.at - b.at),
	),
	examples: {
		earns: [
			{
				when: 'one was accepted',
				facts: { proposals: [{ at, acceptedAt: at + 1 }] },
				gives: [[1, 'once']],
			},
		],
		not: [{ when: 'it is not decided', facts: { proposals: [{ at, acceptedAt: null }] } }],
	},
};
