import type { Rules } from './rules.ts';

export const PHASES = [
	'draft',
	'scheduled',
	'running',
	'frozen',
	'settling',
	'final',
	'cancelled',
] as const;
export type Phase = (typeof PHASES)[number];

/** What was done to a contest that the clock alone does not tell. */
export type ContestState = {
	publishedAt: Date | null;
	/** Frozen by hand, before the rules' own freeze or without one. */
	frozenAt: Date | null;
	/** Lifts every freeze that began before it. */
	unfrozenAt: Date | null;
	finalAt: Date | null;
	cancelledAt: Date | null;
	/** Final, but not shown yet: the public table stays as frozen until the reveal is over. */
	heldForReveal?: boolean;
};

/**
 * The instant from which facts are not public; null when nothing is frozen, when the freeze was lifted, and
 * when the contest is final. It may lie in the future: there are no facts from then yet, so nothing is hidden.
 * With a freeze of the rules and one by hand, the earlier that was not lifted.
 */
export function freezeInstant(
	state: Pick<ContestState, 'frozenAt' | 'unfrozenAt' | 'finalAt' | 'heldForReveal'>,
	rules: Pick<Rules, 'freezeAt'>,
): Date | null {
	if (state.finalAt && !state.heldForReveal) return null;
	let earliest: Date | null = null;
	for (const at of [rules.freezeAt ?? null, state.frozenAt]) {
		if (!at || (state.unfrozenAt && at <= state.unfrozenAt)) continue;
		if (!earliest || at < earliest) earliest = at;
	}
	return earliest;
}

/**
 * A contest's phase at `now`. The time box is half open: it runs at `startsAt` and settles at `endsAt`. A
 * contest that is frozen when it ends is settling, and its public table stays frozen until it is final.
 */
export function phaseOf(
	state: ContestState,
	rules: Pick<Rules, 'startsAt' | 'endsAt' | 'freezeAt'>,
	now: Date,
): Phase {
	if (state.cancelledAt) return 'cancelled';
	if (state.finalAt) return 'final';
	if (!state.publishedAt) return 'draft';
	if (now < rules.startsAt) return 'scheduled';
	if (now >= rules.endsAt) return 'settling';
	const freezeAt = freezeInstant(state, rules);
	return freezeAt && now >= freezeAt ? 'frozen' : 'running';
}

/** Whether the public table hides anything at `now`: also while settling, until the contest is final. */
export function isFrozen(
	state: ContestState,
	rules: Pick<Rules, 'startsAt' | 'endsAt' | 'freezeAt'>,
	now: Date,
): boolean {
	const freezeAt = freezeInstant(state, rules);
	return freezeAt !== null && now >= freezeAt;
}

/** The instant until which facts dated inside the time box are still taken: the end plus `settleHours`. */
export function settledAt(rules: Pick<Rules, 'endsAt' | 'settleHours'>): Date {
	return new Date(rules.endsAt.getTime() + rules.settleHours * 3_600_000);
}
