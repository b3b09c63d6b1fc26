import type { PrizeDifference, RuleDifference } from './difference.ts';
import type { Prize } from './new-contest.ts';
import type { RulesInput } from './rules.ts';
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

/** What the clock or an owner brings next. */
export type Moment = 'started' | 'frozen' | 'ended' | 'settled';

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
	/** Slug-less id of the draft that changes this contest; null when there is none. */
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
	/** Against the version before; empty for the first. */
	difference: RuleDifference[];
	prizeDifference: PrizeDifference[];
	/** The public table as it stood when the next version took over; null for the current one. */
	closingTable: ClosingRow[] | null;
};
