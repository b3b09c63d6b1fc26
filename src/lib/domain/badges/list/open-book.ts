import { ONCE, type Badge } from '../badge.ts';

const at = Date.parse('2026-03-02T09:00:00.000Z');

/** Promised to say in every post where they work. */
export const openBook: Badge = {
	family: 'learning',
	levels: [1],
	earned: ({ pledgedAt }) =>
		pledgedAt === null ? [] : [{ level: 1, reason: ONCE, at: pledgedAt }],
	progress: () => null,
	examples: {
		earns: [{ when: 'they promised', facts: { pledgedAt: at }, gives: [[1, 'once']] }],
		not: [{ when: 'they did not', facts: { certificates: [{ edition: 1, at }] } }],
	},
};
