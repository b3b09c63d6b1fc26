import type { BadgeFacts } from './facts.ts';

/** What a badge is about; its shape is drawn by it. */
export const FAMILIES = [
	'results',
	'habits',
	'voice',
	'breadth',
	'team',
	'contests',
	'learning',
	'stories',
	'thanks',
	'own',
] as const;
export type Family = (typeof FAMILIES)[number];

/** The reason of what is earned once and for all. */
export const ONCE = 'once';

/** A level that was reached: from 1, why (`once`, `contest:<slug>`, `month:<YYYY-MM>`, `edition:<n>`), and when (milliseconds). */
export type Earned = { level: number; reason: string; at: number };

/** How far it is to the next level; `have` is what counts towards it. */
export type Progress = { level: number; have: number; need: number };

type Example = { when: string; facts: Partial<BadgeFacts> };

/** One badge: what it takes is a pure function of facts, and examples say so. Its words are in components/badge/words.ts. */
export type Badge = {
	family: Family;
	/** What each level takes, ascending; a badge without steps has one. */
	levels: readonly [number, ...number[]];
	/** Given by people only: no fact earns it. */
	byHand?: true;
	/** A person's own calendar has a part in it: what was reached stays when old days off are forgotten. */
	calendar?: true;
	/** Every level that these facts have reached, in no order; each level and reason at most once. */
	earned(facts: BadgeFacts): Earned[];
	/** Towards the next level; null where all are reached or nothing can be counted towards it. */
	progress(facts: BadgeFacts): Progress | null;
	examples: {
		/** None for what only people give. */
		earns: readonly (Example & { gives: readonly (readonly [level: number, reason: string])[] })[];
		not: readonly [Example, ...Example[]];
	};
};
