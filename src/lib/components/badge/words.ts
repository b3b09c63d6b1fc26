import type { OWN_MARKS } from '#lib/domain/badges/art.ts';
import type { Family } from '#lib/domain/badges/badge.ts';
import type { BadgeMetric, PERIODS } from '#lib/domain/badges/condition.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

const FAMILY = {
	results: m.badges_family_results,
	habits: m.badges_family_habits,
	voice: m.badges_family_voice,
	breadth: m.badges_family_breadth,
	team: m.badges_family_team,
	contests: m.badges_family_contests,
	learning: m.badges_family_learning,
	stories: m.badges_family_stories,
	thanks: m.badges_family_thanks,
	own: m.badges_family_own,
} satisfies Record<Family, () => string>;

/** What a family of badges is called. */
export const familyText = (family: Family): string => FAMILY[family]();

/** How many levels of a badge somebody holds, or how often they earned one without. */
export function levelText(level: number, of: number, times = 1): string {
	if (level === 0) return m.badges_not_yet();
	if (of > 1) return m.badges_level({ level, of });
	return times > 1 ? m.badges_times({ count: times }) : m.badges_earned();
}

/** How many colleagues hold a badge. */
export const holdersText = (count: number): string =>
	count === 0 ? m.badges_holders_none() : m.badges_holders({ count });

/** In what an award was earned, where it was a contest or a month; else empty. */
export function whereText(award: {
	contest: { name: string } | null;
	month: string | null;
}): string {
	if (award.contest) return m.badges_in_contest({ contest: award.contest.name });
	if (!award.month) return '';
	const format = new Intl.DateTimeFormat(getLocale(), {
		...{ month: 'long', year: 'numeric', timeZone: 'UTC' },
	});
	return m.badges_in_month({ month: format.format(new Date(`${award.month}-01T00:00:00Z`)) });
}

/** Why a colleague gave an award. */
export function givenText(given: { by: string | null; reason: string }): string {
	const { by, reason } = given;
	return by ? m.badges_by({ by, reason }) : m.badges_by_somebody({ reason });
}

/** Why giving a badge was refused. */
export function giveProblem(problem: string, paths: readonly string[]): string {
	if (problem === 'given') return m.badges_problem_given();
	if (problem === 'too_many') return m.badges_problem_many();
	if (problem === 'not_allowed') return m.badges_problem_gone();
	if (problem === 'not_found') return m.badges_problem_person();
	if (problem === 'self') return m.badges_problem_self();
	if (paths.includes('reason')) return m.badges_problem_reason();
	return paths.includes('person') ? m.badges_problem_person() : m.badges_problem_other();
}

/** What may count towards an own badge. */
export const METRIC_TEXT = {
	clicks: m.badges_new_metric_clicks,
	comments: m.badges_new_metric_comments,
	conversions: m.badges_new_metric_conversions,
	days: m.badges_new_metric_days,
	own: m.badges_new_metric_own,
	stories: m.badges_new_metric_stories,
} satisfies Record<BadgeMetric, () => string>;

export const PERIOD_TEXT = {
	ever: m.badges_new_period_ever,
	month: m.badges_new_period_month,
	year: m.badges_new_period_year,
} satisfies Record<(typeof PERIODS)[number], () => string>;

export const AUDIENCE_TEXT = {
	all: m.badges_new_audience_all,
	team: m.badges_new_audience_team,
	office: m.badges_new_audience_office,
	group: m.badges_new_audience_group,
};

export const MARK_TEXT = {
	star: m.badges_mark_star,
	spark: m.badges_mark_spark,
	flame: m.badges_mark_flame,
	bolt: m.badges_mark_bolt,
	leaf: m.badges_mark_leaf,
	sun: m.badges_mark_sun,
	gift: m.badges_mark_gift,
	flag: m.badges_mark_flag,
	book: m.badges_mark_book,
	hand: m.badges_mark_hand,
} satisfies Record<(typeof OWN_MARKS)[number], () => string>;
