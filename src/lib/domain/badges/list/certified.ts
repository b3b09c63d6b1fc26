import type { Badge } from '../badge.ts';

const at = Date.parse('2026-03-02T09:00:00.000Z');

/** Learned the course; each edition of it anew. */
export const certified: Badge = {
	family: 'learning',
	levels: [1],
	earned: ({ certificates }) =>
		certificates.map(({ edition, at }) => ({ level: 1, reason: `edition:${edition}`, at })),
	progress: () => null,
	examples: {
		earns: [
			{
				when: 'they hold the certificate of the first edition',
				facts: { certificates: [{ edition: 1, at }] },
				gives: [[1, 'edition:1']],
			},
		],
		not: [{ when: 'they only made the promise', facts: { pledgedAt: at } }],
	},
};
