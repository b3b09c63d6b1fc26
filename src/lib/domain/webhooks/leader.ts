/** Who was last told to lead, and who has led since then. Own ids. */
export type LeadState = {
	leader: string | null;
	candidate: string | null;
	candidateSince: Date | null;
};

/** A lead that is lost again sooner is not told: two who overtake one another with every click would be told without end. */
export const HOLD_MS = 60_000;

/**
 * What a look at the table makes of it. `first` is who leads alone; null where nobody does, or several share the place. A new
 * leader is told once two looks, a minute or more apart, have seen them and none between saw anybody else.
 */
export function lookAtLead(
	before: LeadState,
	first: string | null,
	now: Date,
): LeadState & { tell: boolean } {
	const { leader, candidate, candidateSince } = before;
	if (first === null || first === leader)
		return { leader, candidate: null, candidateSince: null, tell: false };
	if (first !== candidate || candidateSince === null)
		return { leader, candidate: first, candidateSince: now, tell: false };
	if (now.getTime() - candidateSince.getTime() < HOLD_MS)
		return { leader, candidate, candidateSince, tell: false };
	return { leader: first, candidate: null, candidateSince: null, tell: true };
}
