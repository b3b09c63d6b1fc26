import type { Prize } from './new-contest.ts';
import type { Rules } from './rules.ts';
import { rulesInWords, type RuleSentence } from './words.ts';

/** One rule that reads otherwise: null before is a rule that is new, null after one that is gone. */
export type RuleDifference = {
	/** That of `after`, or of `before` where it is gone. */
	key: RuleSentence['key'];
	before: RuleSentence | null;
	after: RuleSentence | null;
};

/** One prize that is new (null before), gone (null after) or otherwise. */
export type PrizeDifference = { before: Prize | null; after: Prize | null };

/** Sentences that say the same kind of thing stand for one another: "each click 1 point" for "clicks bring none". */
function slotOf({ key, params }: RuleSentence): string {
	if (key === 'points' || key === 'no_points') return `points ${params.metric}`;
	if (key === 'daily_cap' || key === 'post_daily_cap') return `${key} ${params.metric}`;
	if (key === 'tie_breaks' || key === 'shared_places') return 'ties';
	return /^(posts|teams|brackets)_/.exec(key)?.[1] ?? key;
}

/** What a sentence says, as far as a reader sees it. */
function saidBy(sentence: RuleSentence, rules: Rules): string {
	// It names no date: the box says when the contest starts.
	if (sentence.key === 'posts_shared_in_contest') return sentence.key;
	// These count or name less than the rule holds: one person for another is a change, too.
	if (sentence.key === 'exclude') return JSON.stringify(rules.exclude);
	if (sentence.key === 'brackets_named') return JSON.stringify(rules.brackets);
	return JSON.stringify(sentence);
}

/**
 * What reads otherwise under the new rules, in the order in which one reads rules, what is gone last; empty when both
 * mean the same. `dedupeHours` is the program's window.
 */
export function rulesDifference(before: Rules, after: Rules, dedupeHours = 24): RuleDifference[] {
	const was = new Map(rulesInWords(before, dedupeHours).map((one) => [slotOf(one), one]));
	const found: RuleDifference[] = [];
	for (const sentence of rulesInWords(after, dedupeHours)) {
		const slot = slotOf(sentence);
		const old = was.get(slot) ?? null;
		was.delete(slot);
		if (old && saidBy(old, before) === saidBy(sentence, after)) continue;
		found.push({ key: sentence.key, before: old, after: sentence });
	}
	for (const old of was.values()) found.push({ key: old.key, before: old, after: null });
	return found;
}

/** A prize with every field that it may leave out, so that the same prize is the same text. */
function wholePrize(prize: Prize): string {
	const { value, currency, ranking, bracket, description, stock, picture, ...own } = prize;
	const kind =
		own.kind === 'place' ? { ...own, toPlace: own.toPlace ?? own.fromPlace } : { ...own };
	return JSON.stringify([
		Object.entries(kind).sort(([a], [b]) => (a < b ? -1 : 1)),
		value == null ? null : Number(value).toFixed(2),
		[currency, ranking, bracket, description, stock, picture].map((field) => field ?? null),
	]);
}

/** What a prize is won by: one that is won alike and otherwise in name or worth is the same prize, changed. */
function wonBy(prize: Prize): string {
	const table = `${prize.ranking} ${prize.bracket ?? ''}`;
	switch (prize.kind) {
		case 'place':
			return `place ${prize.fromPlace}-${prize.toPlace ?? prize.fromPlace} ${table}`;
		case 'threshold':
			return `threshold ${prize.minPoints} ${table}`;
		case 'draw':
			return `draw ${prize.winners} ${prize.minPoints} ${table}`;
	}
}

/** Which prizes are new, gone or otherwise, in the order of the new list, those that are gone last. */
export function prizesDifference(
	before: readonly Prize[],
	after: readonly Prize[],
): PrizeDifference[] {
	const left = [...before];
	const take = (same: (old: Prize) => boolean): Prize | null => {
		const index = left.findIndex(same);
		const [old = null] = index < 0 ? [] : left.splice(index, 1);
		return old;
	};
	// What stayed as it is first, so that a change elsewhere does not take its counterpart.
	const changed = after.filter((prize) => {
		const whole = wholePrize(prize);
		return !take((old) => wholePrize(old) === whole);
	});
	const likeness: ((a: Prize, b: Prize) => boolean)[] = [
		(a, b) => wonBy(a) === wonBy(b),
		(a, b) => a.kind === b.kind && a.name === b.name,
	];
	const found = new Map<Prize, Prize>();
	for (const alike of likeness) {
		for (const prize of changed) {
			if (found.has(prize)) continue;
			const old = take((one) => alike(one, prize));
			if (old) found.set(prize, old);
		}
	}
	return [
		...changed.map((prize) => ({ before: found.get(prize) ?? null, after: prize })),
		...left.map((prize) => ({ before: prize, after: null })),
	];
}

/** Whether two lists hold the same prizes in the same order; the order counts, since a draw's lots hang on it. */
export function samePrizes(a: readonly Prize[], b: readonly Prize[]): boolean {
	return (
		a.length === b.length && a.every((prize, i) => wholePrize(prize) === wholePrize(b[i] as Prize))
	);
}
