import type { Badge } from '../badge.ts';
import { counting, firstOfEach } from '../counting.ts';
import { dayNumberOf } from '../../contest/days.ts';

const DAY = 86_400_000;
const at = Date.parse('2026-03-02T09:00:00.000Z');
const days = (count: number) =>
	Array.from({ length: count }, (_, day) => ({ at: at + day * DAY, units: 1, link: 'a' }));

/** Days on which readers came. */
export const steady: Badge = {
	family: 'habits',
	...counting([20, 60, 180], ({ clicks, timeZone }) =>
		firstOfEach(clicks, ({ at }) => dayNumberOf(at, timeZone)),
	),
	examples: {
		earns: [
			{ when: 'readers came on twenty days', facts: { clicks: days(20) }, gives: [[1, 'once']] },
		],
		not: [
			{ when: 'they came on nineteen', facts: { clicks: days(19) } },
			{ when: 'all came on one day', facts: { clicks: [{ at, units: 500, link: 'a' }] } },
		],
	},
};
