import type { Badge } from '../badge.ts';
import { counting, firstOfEach } from '../counting.ts';
import type { BadgeFacts } from '../facts.ts';

const at = Date.parse('2026-03-02T09:00:00.000Z');
const two: BadgeFacts['links'] = new Map([
	['a', { network: 'linkedin', category: null, own: null }],
	['b', { network: 'bluesky', category: null, own: null }],
]);

/** Networks on which one's posts were read. */
export const networks: Badge = {
	family: 'breadth',
	...counting([2, 3, 5], ({ clicks, links }) =>
		firstOfEach(clicks, ({ link }) => links.get(link)?.network ?? null),
	),
	examples: {
		earns: [
			{
				when: 'readers came from two networks',
				facts: {
					links: two,
					clicks: [
						{ at, units: 1, link: 'a' },
						{ at, units: 1, link: 'b' },
					],
				},
				gives: [[1, 'once']],
			},
		],
		not: [
			{
				when: 'one of the two brought nobody',
				facts: { links: two, clicks: [{ at, units: 9, link: 'a' }] },
			},
		],
	},
};
