import type { Badge } from '../badge.ts';

/** Had an idea that made something better. People give it to people. */
export const brightIdea: Badge = {
	family: 'thanks',
	levels: [1],
	byHand: true,
	earned: () => [],
	progress: () => null,
	examples: {
		earns: [],
		not: [
			{
				when: 'readers came',
				facts: {
					clicks: [{ at: Date.parse('2026-03-02T09:00:00.000Z'), units: 99_999, link: 'a' }],
				},
			},
		],
	},
};
