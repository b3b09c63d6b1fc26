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
	/** Who deserves thanks, a few, the strongest reasons first; who was just thanked comes last. */
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

/** A list of nearly everybody tells a manager nothing: so many are named as deserving thanks. */
const DESERVING_MOST = 8;
/** So many of them for being there week after week, where single posts of others would fill the list. */
const STEADY_SEATS = 3;

const strength = ({ reasons }: Member) =>
	reasons.reduce((sum, reason) => sum + STRENGTH[reason.kind], 0);

/** What somebody did after a click, of all their reasons. */
const outcomes = ({ reasons }: Member) =>
	reasons.reduce((sum, reason) => sum + (reason.kind === 'conversions' ? reason.count : 0), 0);

const byStrength = (a: Member, b: Member) =>
	Number(a.thanked) - Number(b.thanked) ||
	strength(b) - strength(a) ||
	outcomes(b) - outcomes(a) ||
	b.clicks + b.clicksBefore - (a.clicks + a.clicksBefore);

const bySteadiness = (a: Member, b: Member) =>
	Number(a.thanked) - Number(b.thanked) || b.weeks - a.weeks || byStrength(a, b);

/**
 * Whom a manager is to thank, at most eight: those whose single posts moved people, by how far, and those who are there
 * week after week, who would never be named beside a single lead. Seats that one kind has no use for go to the other.
 */
function deservingOf(members: readonly Member[]): Member[] {
	const moving = members
		.filter(({ reasons }) => reasons.some(({ kind }) => kind !== 'steady'))
		.toSorted(byStrength);
	const steady = members
		.filter(({ reasons }) => reasons.some(({ kind }) => kind === 'steady'))
		.toSorted(bySteadiness);
	const first = new Set(moving.slice(0, DESERVING_MOST - STEADY_SEATS));
	const others = steady.filter((member) => !first.has(member)).slice(0, STEADY_SEATS);
	const inTurn = new Set([...first, ...others, ...moving, ...steady]);
	return [...inTurn].slice(0, DESERVING_MOST).sort(byStrength);
}

/**
 * Sorts a team's members into what a manager looks for. Only what people did puts them into a list: there is none of
 * those who didn't, and who is in none is not named.
 */
export function teamLists(members: readonly Member[]): TeamLists {
	const active = members.filter(({ weeks, clicks }) => weeks > 0 || clicks > 0);
	return {
		deserving: deservingOf(members),
		firstTime: members.filter(({ firstShare }) => firstShare),
		rising: active
			.filter(({ clicks, clicksBefore }) => clicks >= RISING_LEAST && clicks >= 2 * clicksBefore)
			.toSorted((a, b) => b.clicks - b.clicksBefore - (a.clicks - a.clicksBefore)),
		active,
	};
}
