import type { Badge } from '../badge.ts';
import { counting } from '../counting.ts';
import type { FinalPlace } from '../facts.ts';

const at = Date.parse('2026-04-01T09:00:00.000Z');
const final: FinalPlace = {
	...{ contest: 'spring', at, place: 5, points: 40, improved: null, team: null, prizes: 0 },
};

/** Ranked to the end: contests in which one had a place. */
export const finalist: Badge = {
	family: 'contests',
	...counting([1, 5, 15], ({ contests }) =>
		contests.filter(({ place }) => place !== null).map(({ at }) => ({ at, units: 1 })),
	),
	examples: {
		earns: [{ when: 'they were ranked', facts: { contests: [final] }, gives: [[1, 'once']] }],
		not: [
			{
				when: 'they were listed without a rank',
				facts: { contests: [{ ...final, place: null }] },
			},
		],
	},
};
