import type { Badge } from '../badge.ts';
import { counting } from '../counting.ts';
import type { BadgeFacts, Dated } from '../facts.ts';

const HOUR = 3_600_000;
/** So many readers within one hour of the clock. */
const READERS = 5;
const at = Date.parse('2026-03-02T09:20:00.000Z');

function fullHours({ clicks }: BadgeFacts): Dated[] {
	const sums = new Map<number, number>();
	const full: Dated[] = [];
	for (const { at, units } of clicks) {
		const hour = Math.floor(at / HOUR);
		const before = sums.get(hour) ?? 0;
		sums.set(hour, before + units);
		if (before < READERS && before + units >= READERS) full.push({ at, units: 1 });
	}
	return full;
}

/** Hours in which at least five people read something they were sent by this person. */
export const helpfulHour: Badge = {
	family: 'habits',
	...counting([1, 10, 50], fullHours),
	examples: {
		earns: [
			{
				when: 'five came within one hour, over two posts',
				facts: {
					clicks: [
						{ at, units: 2, link: 'a' },
						{ at: at + 60_000, units: 3, link: 'b' },
					],
				},
				gives: [[1, 'once']],
			},
		],
		not: [
			{
				when: 'five came over two hours',
				facts: {
					clicks: [
						{ at, units: 4, link: 'a' },
						{ at: at + HOUR, units: 1, link: 'a' },
					],
				},
			},
		],
	},
};
