import type { Badge } from '../badge.ts';
import { counting, firstOfEach } from '../counting.ts';
import type { BadgeFacts } from '../facts.ts';

const at = Date.parse('2026-03-02T09:00:00.000Z');
const links: BadgeFacts['links'] = new Map(
	['Hiring', 'Product', 'Culture', null].map((category, index) => [
		`${index}`,
		{ network: 'linkedin', category, own: null },
	]),
);
const read = (...of: string[]) => of.map((link) => ({ at, units: 1, link }));

/** Categories of stories that one found readers for. */
export const categories: Badge = {
	family: 'breadth',
	...counting([3, 5, 8], (facts) =>
		firstOfEach(facts.clicks, ({ link }) => facts.links.get(link)?.category ?? null),
	),
	examples: {
		earns: [
			{
				when: 'stories of three categories were read',
				facts: { links, clicks: read('0', '1', '2') },
				gives: [[1, 'once']],
			},
		],
		not: [
			{
				when: 'the third is a link of their own, without a category',
				facts: { links, clicks: read('0', '1', '3') },
			},
		],
	},
};
