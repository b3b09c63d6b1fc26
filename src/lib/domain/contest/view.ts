import type { Phase } from './phase.ts';
import type { Requirement } from './requirements.ts';
import type { RulesInput } from './rules.ts';

/** A prize as people read it. Money is a decimal string with an ISO 4217 currency. */
export type PrizeView = {
	/** The portal's own id. */
	id: string;
	kind: 'place' | 'threshold' | 'draw';
	name: string;
	value: string | null;
	currency: string | null;
	fromPlace: number | null;
	toPlace: number | null;
	minPoints: number | null;
	winners: number | null;
	excludePlaceWinners: boolean;
	/** Which table it is won in: everybody's, the most improved one, or a bracket's. */
	ranking: 'main' | 'improved' | 'bracket';
	bracket: string | null;
	description: string | null;
	/** How many there are to give; null is as many as are won. */
	stock: number | null;
	/** Id of its picture, served at /pictures/<id>. */
	picture: string | null;
	/** Where a board or a display tells it: the names of those who have what was drawn, in the order of their lots. */
	drawn?: string[];
};

/** What keeps a person from being ranked in a contest, and until when it can be got (RFC 3339, UTC). */
export type Unmet = { missing: Requirement[]; until: string; timeZone: string; over: boolean };

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
	/** The instant from which facts are not public, by the rules or by hand; it may lie ahead. Null without a freeze. */
	frozenSince: string | null;
	/** Final, but the public table waits for the reveal. */
	heldForReveal: boolean;
	cancelReason: string | null;
	/** Rises with every change that an owner makes. */
	revision: number;
	prizes: PrizeView[];
	/** Published at the start, so that a draw can be verified; null before. */
	drawSeedHash: string | null;
};
