import type { PrizeView } from '../contest/view.ts';
import type { AwardState, AwardStep } from './state.ts';

/** A prize as those read it who won it, or work through the list. */
export type AwardedPrize = Pick<
	PrizeView,
	'id' | 'kind' | 'name' | 'value' | 'currency' | 'description' | 'picture' | 'ranking' | 'bracket'
> & {
	/** Its place in the contest's list, from 1. */
	number: number;
};

type Common = {
	id: string;
	contest: { slug: string; name: string };
	prize: AwardedPrize;
	state: AwardState;
	/** The rank, or the order of the draw; null for a threshold without a rank. */
	place: number | null;
	/** What is needed to deliver it; null before it is told, and once it is no longer needed. */
	delivery: string | null;
	/** Why it was withdrawn; null where a correction of the result did it. */
	note: string | null;
	/** What a step must name. */
	revision: number;
	/** What the reader may do with it now. */
	steps: AwardStep[];
	/** Of the last step; RFC 3339 in UTC. */
	updatedAt: string;
};

/** A prize of one's own. */
export type MyPrize = Common;

/** A prize in the list that owners work through. */
export type AwardView = Common & {
	person: { externalId: string; name: string; team: string; email: string; avatarSeed: string };
	/** Which of the prize's pieces it is, from 1. */
	slot: number;
	/** Name of who has it after it was passed on. */
	passedTo: string | null;
	/** Name of who would be offered it next; null where it is not to be passed on, or nobody is left. */
	next: string | null;
	/** Not told yet, because the result is held for its reveal. */
	held: boolean;
	/** Name of who took the last step, or null for the portal. */
	changedBy: string | null;
};
