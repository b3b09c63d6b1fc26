import { z } from 'zod';
import { REQUIREMENTS } from './requirements.ts';

/** The metrics that a rule can give points. Sharing is not one of them, on purpose. */
export const METRICS = ['click', 'like', 'comment', 'reshare', 'conversion'] as const;
export type Metric = (typeof METRICS)[number];

/** The metrics that readings carry and that count together as engagement. */
export const ENGAGEMENT = ['like', 'comment', 'reshare'] as const satisfies readonly Metric[];

export const TIE_BREAKS = ['clicks', 'engagement', 'conversions', 'earliest'] as const;
export type TieBreak = (typeof TIE_BREAKS)[number];

/** Whether the runtime knows this IANA zone. */
export function isTimeZone(zone: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: zone });
		return true;
	} catch {
		return false;
	}
}

export const instantSchema = z.iso
	.datetime({ offset: true, abort: true })
	.transform((text) => new Date(text))
	.describe('RFC 3339');

const cap = z.int().min(1).max(1_000_000);

const metricRule = z.strictObject({
	points: z.int().min(0).max(1000),
	dailyCap: cap.optional(),
	postDailyCap: cap.optional(),
});

const names = z.array(z.string().min(1).max(200)).max(10_000).default([]);

/** The rules of SCORING.md: one schema for form, API and scorer. Instants come out as Date. */
export const rulesSchema = z
	.strictObject({
		startsAt: instantSchema,
		endsAt: instantSchema,
		timeZone: z.string().refine(isTimeZone, 'not a time zone of the IANA list'),
		metrics: z.partialRecord(z.enum(METRICS), metricRule),
		posts: z.enum(['any', 'shared-in-contest']).default('any'),
		exclude: z
			.strictObject({ people: names, teams: names, groups: names })
			.default({ people: [], teams: [], groups: [] }),
		minClicks: z.int().min(0).max(1_000_000).default(0),
		/** What a person must hold to be ranked. Without a default: rules that ask for nothing stay the text that they were. */
		requires: z
			.array(z.enum(REQUIREMENTS))
			.refine((list) => new Set(list).size === list.length, 'each requirement once')
			.optional(),
		tieBreaks: z
			.array(z.enum(TIE_BREAKS))
			.refine((list) => new Set(list).size === list.length, 'each tie-break once')
			.default([]),
		freezeAt: instantSchema.optional(),
		settleHours: z
			.int()
			.min(0)
			.max(24 * 90)
			.default(48),
		teams: z
			.union([
				z.enum(['off', 'sum', 'average']),
				z.strictObject({ mode: z.literal('top'), k: z.int().min(1).max(1000) }),
			])
			.default('off'),
		/** Groups that also compete among themselves, each a table of its own; the main table is the same with or without. */
		brackets: z
			.union([
				z.enum(['off', 'office', 'team']),
				z
					.array(
						z.strictObject({
							name: z.string().trim().min(1).max(100),
							groups: z.array(z.string().min(1).max(200)).min(1).max(100),
						}),
					)
					.min(1)
					.max(50)
					.refine((list) => new Set(list.map(({ name }) => name)).size === list.length, {
						message: 'each bracket’s name once',
					}),
			])
			.default('off'),
		/** A further table: points a day against each person's own last contest. */
		mostImproved: z.boolean().default(false),
	})
	.refine((rules) => rules.startsAt < rules.endsAt, {
		path: ['endsAt'],
		message: 'the end must come after the start',
	})
	.refine(
		(rules) =>
			!rules.freezeAt || (rules.freezeAt >= rules.startsAt && rules.freezeAt <= rules.endsAt),
		{ path: ['freezeAt'], message: 'the freeze must lie inside the time box' },
	);

/** Rules as the domain works with them. `exclude.people` holds external ids, `teams` and `groups` names. */
export type Rules = z.output<typeof rulesSchema>;
export type RulesInput = z.input<typeof rulesSchema>;
