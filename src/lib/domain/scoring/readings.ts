import { compareFacts } from './fact-order.ts';
import { inBox } from './units.ts';

/**
 * Turns one link's readings of one metric (running totals) into increments of the running maximum, for the
 * readings inside [startsAt, endsAt), in order of (at, id): 6, 10, 7, 12 give 6, 4, 0, 2. The maximum starts from 0
 * for a link shared at or after the start; else from the highest reading before the start, or, where there is none,
 * from the first reading inside, which then gives 0. Readings may come in any order and more than once.
 */
export function increments(
	readings: readonly { id: string; at: Date; total: number }[],
	link: { startsAt: Date; endsAt: Date; sharedAt: Date },
): { id: string; at: Date; units: number }[] {
	const seen = new Set<string>();
	const found: { id: string; at: Date; units: number }[] = [];
	let maximum = link.sharedAt >= link.startsAt ? 0 : null;
	const sharedBefore = maximum === null;
	for (const { id, at, total } of [...readings].sort(compareFacts)) {
		if (seen.has(id)) continue;
		seen.add(id);
		if (at < link.startsAt) {
			if (sharedBefore) maximum = Math.max(maximum ?? 0, total);
		} else if (inBox(at, link)) {
			maximum ??= total;
			const units = Math.max(0, total - maximum);
			found.push({ id, at, units });
			maximum += units;
		}
	}
	return found;
}
