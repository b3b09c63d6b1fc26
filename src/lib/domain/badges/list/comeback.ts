import { ONCE, type Badge } from '../badge.ts';
import { runsOf } from '../weeks.ts';

/** So many working weeks without a reader make a return. */
const PAUSE = 8;
const WEEK = 7 * 86_400_000;
const at = Date.parse('2026-03-02T09:00:00.000Z');
const weeks = (...numbers: number[]) =>
	numbers.map((week) => ({ at: at + week * WEEK, units: 1, link: 'a' }));

/** Back after two months of silence. */
export const comeback: Badge = {
	family: 'habits',
	levels: [1],
	calendar: true,
	earned(facts) {
		const back = runsOf(facts).gaps.find(({ weeks }) => weeks >= PAUSE);
		return back ? [{ level: 1, reason: ONCE, at: back.at }] : [];
	},
	progress: () => null,
	examples: {
		earns: [
			{
				when: 'readers came again after eight working weeks',
				facts: { clicks: weeks(0, 9) },
				gives: [[1, 'once']],
			},
		],
		not: [
			{ when: 'it were seven', facts: { clicks: weeks(0, 8) } },
			{
				when: 'one of the eight was a holiday',
				facts: { clicks: weeks(0, 9), off: [{ from: '2026-03-09', to: '2026-03-15' }] },
			},
		],
	},
};
