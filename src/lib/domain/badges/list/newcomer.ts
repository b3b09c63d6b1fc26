import type { Badge } from '../badge.ts';

const at = Date.parse('2026-04-01T00:00:00.000Z');

/** Found the most readers of all whose first one came that month. */
export const newcomer: Badge = {
	family: 'team',
	levels: [1],
	earned: ({ titles }) =>
		titles
			.filter(({ title }) => title === 'newcomer')
			.map(({ month, at }) => ({ level: 1, reason: `month:${month}`, at })),
	progress: () => null,
	examples: {
		earns: [
			{
				when: 'they had the title in two months',
				facts: {
					titles: [
						{ month: '2026-03', title: 'newcomer', at },
						{ month: '2026-02', title: 'newcomer', at },
					],
				},
				gives: [
					[1, 'month:2026-03'],
					[1, 'month:2026-02'],
				],
			},
		],
		not: [
			{
				when: 'they had the other title',
				facts: { titles: [{ month: '2026-03', title: 'improved', at }] },
			},
		],
	},
};
