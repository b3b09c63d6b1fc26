import type { Prize } from './new-contest.ts';
import type { Rules } from './rules.ts';
import type { RuleSentence } from './words.ts';

/** One rule that reads otherwise: null before is a rule that is new, null after one that is gone. */
export type RuleDifference = {
	key: RuleSentence['key'];
	before: RuleSentence | null;
	after: RuleSentence | null;
};

/** One prize that is new (null before), gone (null after) or otherwise. */
export type PrizeDifference = { before: Prize | null; after: Prize | null };

/** What reads otherwise under the new rules, in the order in which one reads rules; nothing when they mean the same. */
export function rulesDifference(_before: Rules, _after: Rules): RuleDifference[] {
	throw new Error('not yet');
}

/** Which prizes are new, gone or otherwise, in the order of the new list, those that are gone last. */
export function prizesDifference(
	_before: readonly Prize[],
	_after: readonly Prize[],
): PrizeDifference[] {
	throw new Error('not yet');
}
