import { ONCE, type Badge, type Earned } from '../badge.ts';
import { towards } from '../counting.ts';
import type { BadgeFacts } from '../facts.ts';

const at = Date.parse('2026-03-02T09:00:00.000Z');
const LEVELS = [50, 200, 1_000] as const;

/** How the best link's clicks rose: each time one link has more than any had before. */
function records({ clicks }: BadgeFacts): { at: number; most: number }[] {
	const sums = new Map<string, number>();
	const risen: { at: number; most: number }[] = [];
	let most = 0;
	for (const { at, units, link } of clicks) {
		const sum = (sums.get(link) ?? 0) + units;
		sums.set(link, sum);
		if (sum > most) risen.push({ at, most: (most = sum) });
	}
	return risen;
}

/** A single post that moved people. */
export const hit: Badge = {
	family: 'results',
	levels: LEVELS,
	earned(facts) {
		const risen = records(facts);
		return LEVELS.flatMap((need, index): Earned[] => {
			const first = risen.find(({ most }) => most >= need);
			return first ? [{ level: index + 1, reason: ONCE, at: first.at }] : [];
		});
	},
	progress: (facts) => towards(records(facts).at(-1)?.most ?? 0, LEVELS),
	examples: {
		earns: [
			{
				when: 'one post brought fifty clicks',
				facts: { clicks: [{ at, units: 50, link: 'a' }] },
				gives: [[1, 'once']],
			},
		],
		not: [
			{
				when: 'two posts brought thirty each',
				facts: {
					clicks: [
						{ at, units: 30, link: 'a' },
						{ at, units: 30, link: 'b' },
					],
				},
			},
		],
	},
};
