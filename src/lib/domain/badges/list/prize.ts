import type { Badge } from '../badge.ts';
import type { FinalPlace } from '../facts.ts';
import { perContest } from '../per-contest.ts';

const at = Date.parse('2026-04-01T09:00:00.000Z');
const final: FinalPlace = {
	...{ contest: 'spring', at, place: 5, points: 40, improved: null, team: null, prizes: 0 },
};

/** A prize won in a contest. */
export const prize: Badge = {
	family: 'contests',
	...perContest([1], ({ prizes }) => (prizes > 0 ? 1 : null)),
	examples: {
		earns: [
			{
				when: 'they won a prize',
				facts: { contests: [{ ...final, prizes: 2 }] },
				gives: [[1, 'contest:spring']],
			},
		],
		not: [{ when: 'they won none', facts: { contests: [final] } }],
	},
};
