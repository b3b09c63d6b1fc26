import type { Phase } from './phase.ts';
import type { RulesInput } from './rules.ts';

/** A prize as people read it. Money is a decimal string with an ISO 4217 currency. */
export type PrizeView = {
	kind: 'place' | 'threshold' | 'draw';
	name: string;
	value: string | null;
	currency: string | null;
	fromPlace: number | null;
	toPlace: number | null;
	minPoints: number | null;
	winners: number | null;
	excludePlaceWinners: boolean;
};

/** A contest as pages, displays and the API read it; instants are RFC 3339 in UTC. */
export type ContestView = {
	slug: string;
	name: string;
	phase: Phase;
	rulesVersion: number;
	rules: RulesInput;
	startsAt: string;
	endsAt: string;
	timeZone: string;
	frozen: boolean;
	prizes: PrizeView[];
	/** Published at the start, so that a draw can be verified; null before. */
	drawSeedHash: string | null;
};
