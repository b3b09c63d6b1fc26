import { ONCE, type Badge, type Earned } from '../badge.ts';
import { towards } from '../counting.ts';
import { runsOf } from '../weeks.ts';

const LEVELS = [4, 13, 52] as const;
const WEEK = 7 * 86_400_000;
/** A Monday. */
const at = Date.parse('2026-03-02T09:00:00.000Z');
const weeks = (...numbers: number[]) =>
	numbers.map((week) => ({ at: at + week * WEEK, units: 1, link: 'a' }));

/** Weeks in a row in which one's posts were read or talked about; a week without a working day breaks nothing. */
export const streak: Badge = {
	family: 'habits',
	levels: LEVELS,
	calendar: true,
	earned(facts) {
		const { runs } = runsOf(facts);
		return LEVELS.flatMap((need, index): Earned[] => {
			const first = runs.find(({ length }) => length >= need);
			return first ? [{ level: index + 1, reason: ONCE, at: first.at }] : [];
		});
	},
	progress(facts) {
		const { runs, now } = runsOf(facts);
		const best = runs.reduce((most, { length }) => Math.max(most, length), 0);
		const next = towards(best, LEVELS);
		return next && { ...next, have: now };
	},
	examples: {
		earns: [
			{
				when: 'readers came in four weeks in a row',
				facts: { clicks: weeks(0, 1, 2, 3) },
				gives: [[1, 'once']],
			},
			{
				when: 'the week between was a holiday',
				facts: { clicks: weeks(0, 1, 3, 4), off: [{ from: '2026-03-16', to: '2026-03-20' }] },
				gives: [[1, 'once']],
			},
		],
		not: [
			{ when: 'a working week between brought nothing', facts: { clicks: weeks(0, 1, 3, 4) } },
			{
				when: 'one day of the week between was worked',
				facts: { clicks: weeks(0, 1, 3, 4), off: [{ from: '2026-03-16', to: '2026-03-19' }] },
			},
		],
	},
};
