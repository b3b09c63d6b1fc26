import type { Badge } from '../badge.ts';
import { counting, firstOfEach } from '../counting.ts';
import type { BadgeFacts } from '../facts.ts';

/** As domain/voice has it: from here on a text is its writer's own. */
const OWN = 70;
const at = Date.parse('2026-03-02T09:00:00.000Z');
const link = (own: number | null): BadgeFacts['links'] =>
	new Map([['a', { network: 'linkedin', category: null, own }]]);

/** Posts in one's own words that somebody read: writing alone is not enough. */
export const ownWords: Badge = {
	family: 'voice',
	...counting([1, 10, 50], ({ clicks, links }) =>
		firstOfEach(clicks, ({ link }) => ((links.get(link)?.own ?? 0) >= OWN ? link : null)),
	),
	examples: {
		earns: [
			{
				when: 'a post in own words was read',
				facts: { links: link(70), clicks: [{ at, units: 3, link: 'a' }] },
				gives: [[1, 'once']],
			},
		],
		not: [
			{
				when: 'the text was mostly the suggested one',
				facts: { links: link(69), clicks: [{ at, units: 3, link: 'a' }] },
			},
			{ when: 'nobody read it', facts: { links: link(100) } },
			{
				when: 'nobody knows the text',
				facts: { links: link(null), clicks: [{ at, units: 3, link: 'a' }] },
			},
		],
	},
};
