import type { PrizeDifference, RuleDifference } from './difference.ts';
import type { Prize } from './new-contest.ts';
import type { Problem } from './form.ts';
import { freezeInstant, isFrozen, phaseOf, settledAt, type ContestState } from './phase.ts';
import { problem } from './problems.ts';
import type { Rules, RulesInput } from './rules.ts';
import type { ContestView } from './view.ts';

/** Why a deed is not possible now; each worded by the page's catalogue. */
export const REFUSALS = [
	'draft',
	'not_started',
	'not_frozen',
	'frozen',
	'ended',
	'not_ended',
	'settling',
	'final',
	'cancelled',
	'published',
] as const;
export type Refusal = (typeof REFUSALS)[number];

export const DEEDS = ['publish', 'edit', 'freeze', 'unfreeze', 'cancel', 'finalize'] as const;
export type Deed = (typeof DEEDS)[number];

/** What the clock brings about. */
export const MOMENTS = ['started', 'frozen', 'ended', 'settled'] as const;
export type Moment = (typeof MOMENTS)[number];

/** A contest's life as the owner's page shows it. Instants are RFC 3339, by the database's clock. */
export type LifeView = {
	view: ContestView;
	now: string;
	/** Until when facts of the time box are still taken. */
	settledAt: string;
	/** What the clock brings next, and when; null when it brings nothing more. */
	next: { moment: Moment; at: string } | null;
	/** What the clock has brought already, oldest first. */
	past: { moment: Moment; at: string }[];
	/** true, or why not. `finalize` says only what the phase allows: results/finalize.ts knows the rest. */
	can: Record<Deed, true | Refusal>;
	/** Id of the draft that changes this contest; null when there is none. */
	draft: string | null;
	/** A full rescore: `of` facts, `done` so far; both missing until it has counted them. */
	rescoring: { running: boolean; done?: number; of?: number };
};

/** A row of a table that a version closed with, as API.md names it. */
export type ClosingRow = {
	rank: number | null;
	person: { externalId: string; name: string; team: string };
	points: number;
	clicks: number;
	engagement: number;
	conversions: number;
	reachedAt: string | null;
};

/** One version of a contest's rules, newest first in a list. Everybody may read it. */
export type VersionView = {
	version: number;
	/** RFC 3339. */
	at: string;
	/** Who made it; null for a program. */
	by: string | null;
	/** Null for the first version. */
	reason: string | null;
	rules: RulesInput;
	/** Null for versions from before prizes were kept. */
	prizes: Prize[] | null;
	/** Against the version before; empty for the first. Where it held no prizes that are known, `prizeDifference` is empty too. */
	difference: RuleDifference[];
	prizeDifference: PrizeDifference[];
	/** The public table as it stood when the next version took over, its first 200 rows; null for the current one. */
	closingTable: ClosingRow[] | null;
	/** How many rows the whole table has. */
	closingTotal: number;
};

/** The rules, as far as a contest's life hangs on them. */
type Box = Pick<Rules, 'startsAt' | 'endsAt' | 'freezeAt' | 'settleHours'>;

/** Whether a deed is possible at `now`, or why not. Finalising asks for more than its phase: results/finalize.ts. */
export function refusalOf(deed: Deed, state: ContestState, rules: Box, now: Date): true | Refusal {
	const phase = phaseOf(state, rules, now);
	if (phase === 'final' || phase === 'cancelled') return phase;
	switch (deed) {
		case 'publish':
			return phase === 'draft' ? true : 'published';
		case 'edit':
		case 'cancel':
			return true;
		case 'freeze':
			if (phase === 'draft') return 'draft';
			if (phase === 'scheduled') return 'not_started';
			if (isFrozen(state, rules, now)) return 'frozen';
			return phase === 'running' ? true : 'ended';
		case 'unfreeze':
			if (phase === 'draft') return 'draft';
			return isFrozen(state, rules, now) ? true : 'not_frozen';
		case 'finalize':
			if (phase === 'draft') return 'draft';
			if (phase === 'scheduled') return 'not_started';
			if (phase !== 'settling') return 'not_ended';
			return now < settledAt(rules) ? 'settling' : true;
	}
}

/** The instant of a moment by the rules and an owner's deeds; null when it does not come. */
function instantOfMoment(moment: Moment, state: ContestState, rules: Box): Date | null {
	switch (moment) {
		case 'started':
			// What was published late starts when it is published.
			return state.publishedAt && state.publishedAt > rules.startsAt
				? state.publishedAt
				: rules.startsAt;
		case 'frozen':
			return freezeInstant(state, rules);
		case 'ended':
			return rules.endsAt;
		case 'settled':
			return settledAt(rules);
	}
}

/** What the clock brings next after `now`; null for a contest to which it brings nothing more. */
export function nextMoment(
	state: ContestState,
	rules: Box,
	now: Date,
): { moment: Moment; at: Date } | null {
	const phase = phaseOf(state, rules, now);
	if (phase === 'draft' || phase === 'final' || phase === 'cancelled') return null;
	let next: { moment: Moment; at: Date } | null = null;
	for (const moment of MOMENTS) {
		const at = instantOfMoment(moment, state, rules);
		if (at && at > now && (!next || at < next.at)) next = { moment, at };
	}
	return next;
}

/** So long it is news that a contest has begun: whoever hears it after a week-end of outage would rather not. */
const NEWS_HOURS = 24;

/**
 * What has come by `now` and is not among `noted`, in order. `news` says whether people are to hear of it: of a start
 * within a day and not when the contest is over already; of an end within a day or until late facts are no longer
 * taken, and not when it was over before the contest was published or is final.
 */
export function momentsDue(
	state: ContestState,
	rules: Box,
	now: Date,
	noted: ReadonlySet<string>,
): { moment: Moment; at: Date; news: boolean }[] {
	if (!state.publishedAt || state.cancelledAt) return [];
	const due: { moment: Moment; at: Date; news: boolean }[] = [];
	for (const moment of MOMENTS) {
		const at = instantOfMoment(moment, state, rules);
		if (!at || at > now || noted.has(moment)) continue;
		due.push({ moment, at, news: isNews(moment, at, state, rules, now) });
	}
	return due;
}

function isNews(moment: Moment, at: Date, state: ContestState, rules: Box, now: Date): boolean {
	if (state.finalAt || (moment !== 'started' && moment !== 'ended')) return false;
	const fresh = now.getTime() - at.getTime() <= NEWS_HOURS * 3_600_000;
	if (moment === 'started') return fresh && now < rules.endsAt;
	const wasOver = state.publishedAt !== null && state.publishedAt >= rules.endsAt;
	return !wasOver && (fresh || now <= settledAt(rules));
}

/** Whether a contest has started: then its rules change as a new version only. */
export function hasStarted(
	state: ContestState,
	rules: Box,
	now: Date,
	noted: ReadonlySet<string>,
): boolean {
	const phase = phaseOf(state, rules, now);
	// What was noted holds also when the clock went back.
	return (phase !== 'draft' && phase !== 'scheduled') || noted.has('started');
}

/**
 * What other rules would undo of a started contest's life, at the form's fields: a contest starts once and ends once,
 * and what is frozen or shown stays so, since a freeze is lifted or laid on purpose and not along with other rules.
 */
export function lifeProblems(
	state: ContestState,
	{ before, after }: { before: Box; after: Box },
	now: Date,
): Problem[] {
	const problems: Problem[] = [];
	const moved = after.startsAt.getTime() !== before.startsAt.getTime();
	if (moved && after.startsAt > now) problems.push(problem('startsAt', 'start_passed'));
	const ended = before.endsAt <= now;
	if (ended && after.endsAt > now) problems.push(problem('endsAt', 'ended'));
	if (!ended && after.endsAt <= now) problems.push(problem('endsAt', 'end_passed'));
	const hiddenSince = (rules: Box) => {
		const at = freezeInstant(state, rules);
		return at && at <= now ? at.getTime() : null;
	};
	const [was, is] = [hiddenSince(before), hiddenSince(after)];
	if (was !== is) problems.push(problem('freezeAt', was === null ? 'freeze_passed' : 'frozen'));
	return problems;
}
