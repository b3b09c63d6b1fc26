import { addDays, dayBounds, dayOf } from '#lib/domain/contest/days.ts';
import type { RulesInput } from '#lib/domain/contest/rules.ts';
import { COORDINATORS, LEADERSHIP } from './people.ts';

export const DEMO_ZONE = 'Europe/Stockholm';
const HOUR = 3_600_000;

/**
 * A contest of 90 calendar days of Stockholm that ends on `lastDay` at 18:00 there. Counted back from midnight, so that a
 * change to daylight saving in the night doesn't move it.
 */
function box(lastDay: string): { startsAt: Date; endsAt: Date } {
	const [startsAt] = dayBounds(addDays(lastDay, -89), DEMO_ZONE);
	const [, midnight] = dayBounds(lastDay, DEMO_ZONE);
	return { startsAt, endsAt: new Date(midnight.getTime() - 6 * HOUR) };
}

const RULES = {
	timeZone: DEMO_ZONE,
	exclude: { people: [], teams: [], groups: [LEADERSHIP, COORDINATORS] },
	tieBreaks: ['conversions', 'clicks', 'earliest'],
	minClicks: 10,
	teams: 'average',
} satisfies Partial<RulesInput>;

const PRIZES = [
	{ kind: 'place', name: 'Gift card', value: '100', currency: 'USD', fromPlace: 1 },
	{ kind: 'place', name: 'Gift card', value: '50', currency: 'USD', fromPlace: 2 },
	{ kind: 'place', name: 'Gift card', value: '25', currency: 'USD', fromPlace: 3 },
	{
		kind: 'draw',
		name: 'A dinner for two',
		winners: 1,
		minPoints: 500,
		excludePlaceWinners: true,
	},
] as const;

/** The running contest, ten days before its end at `now`, and the one that was over three days before it began. */
export function demoContests(now: Date) {
	const lastDay = addDays(dayOf(now, DEMO_ZONE), 10);
	const [running, before] = [box(lastDay), box(addDays(lastDay, -93))];
	const text = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }) => ({
		startsAt: startsAt.toISOString(),
		endsAt: endsAt.toISOString(),
	});
	return {
		before: {
			...before,
			input: {
				name: 'Q3 Advocacy Cup',
				slug: 'q3-advocacy-cup',
				...text(before),
				...RULES,
				prizes: [...PRIZES],
				metrics: {
					click: { points: 1, dailyCap: 150, postDailyCap: 75 },
					like: { points: 2, dailyCap: 80 },
					comment: { points: 5, dailyCap: 20 },
					reshare: { points: 4, dailyCap: 20 },
					conversion: { points: 20 },
				},
			},
		},
		running: {
			...running,
			input: {
				name: 'Q4 Advocacy Cup',
				slug: 'q4-advocacy-cup',
				...text(running),
				...RULES,
				posts: 'shared-in-contest' as const,
				prizes: [...PRIZES],
				metrics: {
					click: { points: 1, dailyCap: 200, postDailyCap: 100 },
					like: { points: 2, dailyCap: 80 },
					comment: { points: 5, dailyCap: 20 },
					reshare: { points: 4, dailyCap: 20 },
					conversion: { points: 25, dailyCap: 10 },
				},
			},
		},
	};
}
