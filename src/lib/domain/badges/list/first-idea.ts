import type { Badge } from '../badge.ts';
import { counting } from '../counting.ts';

const at = Date.parse('2026-03-02T09:00:00.000Z');

/** Suggested a story. Once: it is not the number that counts. */
export const firstIdea: Badge = {
	family: 'stories',
	...counting([1], ({ proposals }) => proposals.map(({ at }) => ({ at, units: 1 }))),
	examples: {
		earns: [
			{
				when: 'they suggested one that waits',
				facts: { proposals: [{ at, acceptedAt: null }] },
				gives: [[1, 'once']],
			},
		],
		not: [{ when: 'they suggested none', facts: {} }],
	},
};
