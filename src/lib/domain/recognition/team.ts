import type { Reason } from './reasons.ts';
import type { ThanksPerson } from './view.ts';

/** A member of a team with what the last four weeks brought. */
export type Member = ThanksPerson & {
	/** Their very first post was in these weeks. */
	firstShare: boolean;
	/** The manager thanked them in the last two weeks. */
	thanked: boolean;
	/** Visitors of the last two weeks, and of the two before. */
	clicks: number;
	clicksBefore: number;
	/** Weeks of four in which visitors came. */
	weeks: number;
	reasons: Reason[];
};

export type TeamLists = {
	/** Who deserves thanks, the strongest reasons first; who was just thanked comes last. */
	deserving: Member[];
	firstTime: Member[];
	rising: Member[];
	active: Member[];
};

/** From so many visitors on, twice as many as before is more than chance. */
const RISING_LEAST = 6;

/** How far a reason goes: what came of a single post before steadiness, both are thanked. */
const STRENGTH: Record<Reason['kind'], number> = {
	conversions: 4,
	conversations: 3,
	clicks: 2,
	steady: 2,
};

const strength = ({ reasons }: Member) =>
	reasons.reduce((sum, reason) => sum + STRENGTH[reason.kind], 0);

/**
 * Sorts a team's members into what a manager looks for. Only what people did puts them into a list: there is none of
 * those who didn't, and who is in none is not named.
 */
export function teamLists(members: readonly Member[]): TeamLists {
	const active = members.filter(({ weeks, clicks }) => weeks > 0 || clicks > 0);
	return {
		deserving: members
			.filter(({ reasons }) => reasons.length > 0)
			.toSorted((a, b) => Number(a.thanked) - Number(b.thanked) || strength(b) - strength(a)),
		firstTime: members.filter(({ firstShare }) => firstShare),
		rising: active
			.filter(({ clicks, clicksBefore }) => clicks >= RISING_LEAST && clicks >= 2 * clicksBefore)
			.toSorted((a, b) => b.clicks - b.clicksBefore - (a.clicks - a.clicksBefore)),
		active,
	};
}
