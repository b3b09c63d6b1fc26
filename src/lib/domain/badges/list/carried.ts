import type { Badge } from '../badge.ts';
import type { FinalPlace } from '../facts.ts';
import { perContest } from '../per-contest.ts';

const at = Date.parse('2026-04-01T09:00:00.000Z');
const final: FinalPlace = {
	...{ contest: 'spring', at, place: 5, points: 40, improved: null, team: null, prizes: 0 },
};

/** In a team of at least so many, such a part of its points. */
const MEMBERS = 3;
const PART = 0.4;
const team = { place: 2, members: 3, points: 100 };

/** Carried the team: two fifths of its points or more. */
export const carried: Badge = {
	family: 'team',
	...perContest([1], ({ team, points }) =>
		team && team.members >= MEMBERS && team.points > 0 && points >= PART * team.points ? 1 : null,
	),
	examples: {
		earns: [
			{
				when: 'two fifths of the team’s points were theirs',
				facts: { contests: [{ ...final, points: 40, team }] },
				gives: [[1, 'contest:spring']],
			},
		],
		not: [
			{ when: 'it was less', facts: { contests: [{ ...final, points: 39, team }] } },
			{
				when: 'the team was two',
				facts: { contests: [{ ...final, points: 90, team: { ...team, members: 2 } }] },
			},
			{ when: 'teams did not compete', facts: { contests: [final] } },
		],
	},
};
