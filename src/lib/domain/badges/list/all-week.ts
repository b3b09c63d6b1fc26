import type { Badge } from '../badge.ts';
import { counting, firstOfEach } from '../counting.ts';
import { dayNumberOf } from '../../contest/days.ts';

const DAYS = 7;
const DAY = 86_400_000;
const at = Date.parse('2026-03-02T09:00:00.000Z');
const days = (count: number) =>
	Array.from({ length: count }, (_, day) => ({ at: at + day * DAY, units: 1, link: 'a' }));

/** Readers on every day of the week, whichever weeks they were. */
export const allWeek: Badge = {
	family: 'breadth',
	...counting([DAYS], ({ clicks, timeZone }) =>
		firstOfEach(clicks, ({ at }) => dayNumberOf(at, timeZone) % DAYS),
	),
	examples: {
		earns: [
			{ when: 'every weekday had a reader', facts: { clicks: days(7) }, gives: [[1, 'once']] },
		],
		not: [{ when: 'nobody came on Sundays', facts: { clicks: days(6) } }],
	},
};
