import type { Badge } from '../badge.ts';
import type { FinalPlace } from '../facts.ts';
import { perContest } from '../per-contest.ts';

const at = Date.parse('2026-04-01T09:00:00.000Z');
const final: FinalPlace = {
	...{ contest: 'spring', at, place: 5, points: 40, improved: null, team: null, prizes: 0 },
};

const team = { place: 1, members: 4, points: 100 };

/** In the team that came first, with points of one's own. */
export const teamWin: Badge = {
	family: 'team',
	...perContest([1], ({ team, points }) => (team?.place === 1 && points > 0 ? 1 : null)),
	examples: {
		earns: [
			{
				when: 'their team came first',
				facts: { contests: [{ ...final, team }] },
				gives: [[1, 'contest:spring']],
			},
		],
		not: [
			{
				when: 'their team came second',
				facts: { contests: [{ ...final, team: { ...team, place: 2 } }] },
			},
			{ when: 'they had no points', facts: { contests: [{ ...final, points: 0, team }] } },
		],
	},
};
