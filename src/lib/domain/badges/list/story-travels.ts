import type { Badge } from '../badge.ts';
import { counting } from '../counting.ts';

const at = Date.parse('2026-03-02T09:00:00.000Z');

/** Readers that colleagues found for stories one suggested. */
export const storyTravels: Badge = {
	family: 'stories',
	...counting([50, 500, 5_000], ({ storyClicks }) => storyClicks),
	examples: {
		earns: [
			{
				when: 'colleagues brought fifty readers to it',
				facts: { storyClicks: [{ at, units: 50 }] },
				gives: [[1, 'once']],
			},
		],
		not: [
			{ when: 'only the own link was read', facts: { clicks: [{ at, units: 500, link: 'a' }] } },
		],
	},
};
