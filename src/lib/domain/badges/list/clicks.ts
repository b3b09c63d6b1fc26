import type { Badge } from '../badge.ts';
import { counting } from '../counting.ts';

const at = Date.parse('2026-03-02T09:00:00.000Z');

/** Readers from outside, all together. */
export const clicks: Badge = {
	family: 'results',
	...counting([100, 1_000, 10_000], (facts) => facts.clicks),
	examples: {
		earns: [
			{
				when: 'a thousand counted clicks came over two posts',
				facts: {
					clicks: [
						{ at, units: 99, link: 'a' },
						{ at: at + 1, units: 901, link: 'b' },
					],
				},
				gives: [
					[1, 'once'],
					[2, 'once'],
				],
			},
		],
		not: [{ when: 'one is missing', facts: { clicks: [{ at, units: 99, link: 'a' }] } }],
	},
};
