import { z } from 'zod';
import { dayNumberOf, dayOf } from '../contest/days.ts';
import { ONCE, type Earned } from './badge.ts';
import { firstOfEach, reached } from './counting.ts';
import type { BadgeFacts, Dated } from './facts.ts';

/** As domain/voice has it: from here on a text is its writer's own. */
const OWN = 70;

/** What an own badge may count: units with their instants, in order. None counts how often somebody shared. */
const METRICS = {
	clicks: ({ clicks }) => clicks,
	comments: ({ comments }) => comments,
	conversions: ({ conversions }) => conversions,
	days: ({ clicks, timeZone }) => firstOfEach(clicks, ({ at }) => dayNumberOf(at, timeZone)),
	own: ({ clicks, links }) =>
		firstOfEach(clicks, ({ link }) => ((links.get(link)?.own ?? 0) >= OWN ? link : null)),
	stories: ({ proposals }) =>
		proposals
			.flatMap(({ acceptedAt }) => (acceptedAt === null ? [] : [{ at: acceptedAt, units: 1 }]))
			.sort((a, b) => a.at - b.at),
} satisfies Record<string, (facts: BadgeFacts) => readonly Dated[]>;

export const METRIC_KEYS = Object.keys(METRICS) as [keyof typeof METRICS];
export type BadgeMetric = keyof typeof METRICS;

/** Within what: all time, or each calendar month or year of the person's zone anew. */
export const PERIODS = ['ever', 'month', 'year'] as const;

/** Who may earn it: everybody, or the people of a team, an office or a group, by name. */
export const audienceSchema = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('all') }),
	z.strictObject({
		kind: z.enum(['team', 'office', 'group']),
		name: z.string().trim().min(1).max(200),
	}),
]);
export type BadgeAudience = z.output<typeof audienceSchema>;

/** What an own badge takes. */
export const conditionSchema = z.strictObject({
	metric: z.enum(METRIC_KEYS),
	threshold: z.int().min(1).max(1_000_000),
	period: z.enum(PERIODS),
	audience: audienceSchema,
});
export type Condition = z.output<typeof conditionSchema>;

/** Where a person belongs, by name. */
export type Belongs = { team: string; office: string | null; groups: readonly string[] };

/** Whether a person is among those who may earn it. */
export function isFor(audience: BadgeAudience, person: Belongs): boolean {
	switch (audience.kind) {
		case 'all':
			return true;
		case 'team':
			return person.team === audience.name;
		case 'office':
			return person.office === audience.name;
		case 'group':
			return person.groups.includes(audience.name);
	}
}

/** What these facts have earned by the condition, audience aside: once, or once for each period that reached the threshold. */
export function earnedBy({ metric, threshold, period }: Condition, facts: BadgeFacts): Earned[] {
	const units = METRICS[metric](facts);
	if (period === 'ever') return reached(units, [threshold], ONCE);
	const length = period === 'month' ? 7 : 4;
	const periods = Map.groupBy(units, ({ at }) =>
		dayOf(new Date(at), facts.timeZone).slice(0, length),
	);
	return [...periods].flatMap(([name, list]) => reached(list, [threshold], `${period}:${name}`));
}
