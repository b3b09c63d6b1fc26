import type { RulesInput } from '../contest/rules.ts';
import type { TeamRow } from '../live/events.ts';

/** Whoever stands in a result, as they were called when it was made. */
export type ResultPerson = { externalId: string; name: string; team: string };

/** A row of the final table, as API.md names it; instants RFC 3339, UTC, milliseconds. */
export type ResultRow = {
	rank: number | null;
	person: ResultPerson;
	points: number;
	clicks: number;
	engagement: number;
	conversions: number;
	reachedAt: string | null;
	/** Only where it is false: they lack what the rules ask for, so that they have no rank and win nothing. */
	qualified?: false;
};

/** A bracket's own final table. */
export type ResultBracket = {
	name: string;
	rows: { rank: number | null; person: ResultPerson; points: number; qualified?: false }[];
};

/** A row of the most improved; `shown` is the ratio as people read it, such as ×2.4. */
export type ResultImproved = {
	rank: number;
	person: ResultPerson;
	before: number;
	now: number;
	shown: string;
};

/** A prize and who won it. `prize` is its place in the contest's list, from 1. */
export type WonPrize = {
	prize: number;
	kind: 'place' | 'threshold' | 'draw';
	name: string;
	/** A decimal string with its currency; both or neither. */
	value: string | null;
	currency: string | null;
	ranking: 'main' | 'improved' | 'bracket';
	bracket: string | null;
	winners: {
		person: ResultPerson;
		rank: number | null;
		/** Null where they are not named and their points would say who they are. */
		points: number | null;
		/** The lot that won, for a draw. */
		lot: string | null;
	}[];
};

/** A draw with what anybody needs to do it again: docs/scoring.md. */
export type ResultDraw = {
	prize: number;
	name: string;
	seed: string;
	/** Published when the contest started. */
	seedHash: string;
	/** External ids of everyone who took part. */
	entrants: string[];
	/** External ids in the order of their lots. */
	winners: string[];
};

/** One of a contest's results, the first or a correction, without its tables. */
export type ResultHead = {
	/** 1 is the first, what follows are corrections. */
	number: number;
	/** SHA-256 of the document, lower-case hex. */
	sha256: string;
	/** SHA-256 of the replay file. */
	replaySha256: string;
	/** Size of the replay file in bytes. */
	replayBytes: number;
	factsDigest: string;
	facts: number;
	/** Why it was made, for a correction. */
	reason: string | null;
	madeAt: string;
	/** Name of the owner who made it; null where a program or the portal did. */
	madeBy: string | null;
};

/** A contest's result as pages and the API read it. */
export type ResultsView = ResultHead & {
	contest: string;
	name: string;
	finalAt: string;
	/** The SHA-256 of the result that this one corrects. */
	corrects: string | null;
	rulesVersion: number;
	rules: RulesInput;
	/** The program's window for duplicate clicks, in hours. */
	dedupeHours: number;
	table: ResultRow[];
	teams: TeamRow[];
	brackets: ResultBracket[];
	improved: ResultImproved[];
	prizes: WonPrize[];
	draws: ResultDraw[];
	/** Every result of the contest, the first one first. */
	results: ResultHead[];
};

/** What keeps a contest from being made final. */
export type Blocker = {
	key: 'phase' | 'settling' | 'flags' | 'disputes' | 'adjustments' | 'rescoring';
	/** How many there are, for what can be counted. */
	count?: number;
	/** Until when, RFC 3339, for what the clock ends. */
	until?: string;
};

/** What finalising is about to fix. */
export type FinalizationView = {
	contest: string;
	name: string;
	revision: number;
	ready: boolean;
	blockers: Blocker[];
	/** The first rows of the table as it would be. */
	table: ResultRow[];
	/** How many people stand in it. */
	people: number;
	/** How many facts it is made of. */
	facts: number;
	factsDigest: string;
	/** As they would be won; who is drawn is decided by signing, and nobody knows it before. */
	prizes: WonPrize[];
	draws: Pick<ResultDraw, 'prize' | 'name' | 'entrants'>[];
	/** Whether the person must give their password; a demo's personas have none. */
	passwordNeeded: boolean;
};
