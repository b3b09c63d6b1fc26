import type { Badge } from '../badge.ts';
import type { FinalPlace } from '../facts.ts';
import { perContest } from '../per-contest.ts';

const at = Date.parse('2026-04-01T09:00:00.000Z');
const final: FinalPlace = {
	...{ contest: 'spring', at, place: 5, points: 40, improved: null, team: null, prizes: 0 },
};

/** First, second or third of a contest. What it takes is the place: the third is the first level. */
export const podium: Badge = {
	family: 'contests',
	...perContest([3, 2, 1], ({ place }) => (place !== null && place <= 3 ? 4 - place : null)),
	examples: {
		earns: [
			{
				when: 'they came first once and third once',
				facts: {
					contests: [
						{ ...final, place: 1 },
						{ ...final, contest: 'autumn', place: 3 },
					],
				},
				gives: [
					[3, 'contest:spring'],
					[1, 'contest:autumn'],
				],
			},
		],
		not: [
			{ when: 'they came fourth', facts: { contests: [{ ...final, place: 4 }] } },
			{ when: 'they had no rank', facts: { contests: [{ ...final, place: null }] } },
		],
	},
};
