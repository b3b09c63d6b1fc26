import { compareFacts } from '../scoring/fact-order.ts';

/**
 * Judges the candidate clicks of one link: a click is a duplicate if it comes less than `windowMs` after the same
 * visitor's last valid click; exactly the window later is valid again. Duplicates don't extend the window. The
 * clicks may come in any order and more than once: they are taken by (at, id), and an id is one click. Voided clicks
 * belong here too, since they still anchor their window, and so do clicks from before a contest.
 */
export function dedupe(
	clicks: readonly { id: string; at: Date; visitor: string }[],
	windowMs: number,
): Map<string, 'valid' | 'duplicate'> {
	const verdicts = new Map<string, 'valid' | 'duplicate'>();
	const lastValid = new Map<string, number>();
	for (const { id, at, visitor } of [...clicks].sort(compareFacts)) {
		if (verdicts.has(id)) continue;
		const last = lastValid.get(visitor);
		const duplicate = last !== undefined && at.getTime() - last < windowMs;
		verdicts.set(id, duplicate ? 'duplicate' : 'valid');
		if (!duplicate) lastValid.set(visitor, at.getTime());
	}
	return verdicts;
}
