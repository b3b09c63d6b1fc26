import { z } from 'zod';
import { isStorable } from '../text.ts';
import { REQUIREMENTS } from './requirements.ts';
import { METRICS, TIE_BREAKS } from './rules.ts';

/** More than any field needs; what is too long for its field is refused when the form is checked. */
const MAX_TEXT = 10_000;

const text = z.string().max(MAX_TEXT).refine(isStorable, 'not well-formed text').default('');
const texts = z
	.array(z.string().max(MAX_TEXT).refine(isStorable, 'not well-formed text'))
	.max(10_000)
	.default([]);
const flag = z.boolean().default(false);

const metricSchema = z.strictObject({
	/** Whether the contest counts it at all. */
	counts: flag,
	points: text,
	/** Empty: no cap. */
	dailyCap: text,
	postDailyCap: text,
});

export const prizeRowSchema = z.strictObject({
	kind: z.enum(['place', 'threshold', 'draw']).default('place'),
	name: text,
	/** A decimal number; empty: no value. */
	value: text,
	/** ISO 4217. */
	currency: text,
	ranking: z.enum(['main', 'improved', 'bracket']).default('main'),
	/** The bracket's name, with ranking bracket. */
	bracket: text,
	description: text,
	/** Empty: as many as are won. */
	stock: text,
	/** Id of an uploaded picture; empty: none. */
	picture: text,
	fromPlace: text,
	/** Empty: the one place. */
	toPlace: text,
	minPoints: text,
	winners: text,
	excludePlaceWinners: flag,
});

const metrics = Object.fromEntries(
	METRICS.map((metric) => [metric, metricSchema.prefault({})]),
) as Record<(typeof METRICS)[number], z.ZodPrefault<typeof metricSchema>>;

/**
 * What the contest form holds, as typed: numbers are text, instants are local date-times of `timeZone`
 * (`2026-10-01T09:00`, seconds optional). Lenient: a draft may hold anything that fits the shape. Unknown fields
 * are refused by their path; missing ones are empty.
 */
export const formSchema = z.strictObject({
	name: text,
	startsAt: text,
	endsAt: text,
	timeZone: text,
	/** `people` are external ids, `teams` and `groups` names. */
	exclude: z.strictObject({ people: texts, teams: texts, groups: texts }).prefault({}),
	metrics: z.strictObject(metrics).prefault({}),
	posts: z.enum(['any', 'shared-in-contest']).default('any'),
	minClicks: text,
	requires: z.array(z.enum(REQUIREMENTS)).max(100).default([]),
	tieBreaks: z.array(z.enum(TIE_BREAKS)).max(100).default([]),
	teams: z
		.strictObject({ mode: z.enum(['off', 'sum', 'average', 'top']).default('off'), k: text })
		.prefault({}),
	brackets: z
		.strictObject({
			mode: z.enum(['off', 'office', 'team', 'own']).default('off'),
			/** Kept while another mode is chosen. */
			own: z
				.array(z.strictObject({ name: text, groups: texts }))
				.max(100)
				.default([]),
		})
		.prefault({}),
	mostImproved: flag,
	/** Empty: no freeze by the clock. */
	freezeAt: text,
	settleHours: text,
	prizes: z.array(prizeRowSchema.prefault({})).max(200).default([]),
});

export type ContestForm = z.output<typeof formSchema>;
export type PrizeRow = ContestForm['prizes'][number];

/** An empty form as it is first shown: clicks at 1 point, the usual tie-breaks, two days of settling. */
export function blankForm(timeZone: string): ContestForm {
	return formSchema.parse({
		timeZone,
		metrics: { click: { counts: true, points: '1' } },
		tieBreaks: ['clicks', 'engagement', 'earliest'],
		settleHours: '48',
	});
}

/** An empty row of the prizes. */
export function blankPrize(): PrizeRow {
	return prizeRowSchema.parse({});
}

/** What can be wrong with a form, each worded by the page's catalogue; `message` is the same in plain English. */
export const PROBLEMS = [
	'missing',
	'too_long',
	'not_whole',
	'out_of_range',
	'cap_zero',
	'not_a_time',
	'unknown_zone',
	'end_before_start',
	'freeze_outside',
	'nothing_counts',
	'tie_break_twice',
	'no_guidelines',
	'bracket_twice',
	'bracket_without_groups',
	'brackets_missing',
	'bracket_unknown',
	'improved_off',
	'places_backwards',
	'places_overlap',
	'value_without_currency',
	'currency_without_value',
	'not_money',
	'unknown_currency',
	'picture_unknown',
	'too_many',
	'start_passed',
	'end_passed',
	'ended',
	'frozen',
	'freeze_passed',
	'invalid',
] as const;
export type ProblemKey = (typeof PROBLEMS)[number];

/** Something that keeps a form from becoming a contest. */
export type Problem = {
	/** The form's field, such as `prizes.0.toPlace` or `metrics.click.dailyCap`. */
	path: string;
	key: ProblemKey;
	/** What is to be filled in: `min` and `max` of out_of_range, `max` of too_long, `name` of places_overlap (the other prize). */
	params: { min?: number; max?: number; name?: string };
	message: string;
};
