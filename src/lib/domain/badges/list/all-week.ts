import type { Badge } from '../badge.ts';
import { counting, firstOfEach } from '../counting.ts';
import { dayOf } from '../../contest/days.ts';

const DAY = 86_400_000;
const at = Date.parse('2026-03-02T09:00:00.000Z');
const days = (count: number) =>
	Array.from({ length: count }, (_, day) => ({ at: at + day * DAY, units: 1, link: 'a' }));
const weekday = (at: number, timeZone: string) =>
	String(new Date(`${dayOf(new Date(at), timeZone)}T00:00:00.000Z`).getUTCDay());

/** Readers on every day of the week, whichever weeks they were. */
export const allWeek: Badge = {
	family: 'breadth',
	...counting([7], ({ clicks, timeZone }) =>
		firstOfEach(clicks, ({ at }) => weekday(at, timeZone)),
	),
	examples: {
		earns: [
			{ when: 'every weekday had a reader', facts: { clicks: days(7) }, gives: [[1, 'once']] },
		],
		not: [{ when: 'nobody came on Sundays', facts: { clicks: days(6) } }],
	},
};
