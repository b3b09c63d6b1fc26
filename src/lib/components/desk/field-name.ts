import { manyOf, oneOf } from '#lib/components/contest/words.ts';
import type { Metric } from '#lib/domain/contest/rules.ts';
import { m } from '#lib/paraglide/messages.js';

const NAMES: Record<string, () => string> = {
	name: m.desk_name,
	timeZone: m.desk_zone,
	startsAt: m.desk_start,
	endsAt: m.desk_end,
	'exclude.groups': m.desk_groups,
	'exclude.teams': m.desk_teams_out,
	'exclude.people': m.desk_people_out,
	metrics: m.desk_step_counts,
	posts: m.desk_posts,
	minClicks: m.desk_min_clicks,
	requires: m.desk_requires,
	tieBreaks: m.desk_ties,
	'teams.mode': m.desk_team_mode,
	'teams.k': m.desk_team_k,
	'brackets.mode': m.desk_brackets,
	'brackets.own': m.desk_brackets,
	mostImproved: m.desk_improved,
	freezeAt: m.desk_freeze,
	settleHours: m.desk_settle,
	prizes: m.desk_step_prizes,
	reason: m.desk_reason,
};

const METRIC_FIELDS: Record<string, (metric: Metric) => string> = {
	counts: (metric) => m.desk_counts_of({ metrics: manyOf(metric) }),
	points: (metric) => m.desk_points_each({ metric: oneOf(metric) }),
	dailyCap: (metric) => `${m.desk_cap_day()} ${m.desk_cap_day_hint({ metrics: manyOf(metric) })}`,
	postDailyCap: (metric) =>
		`${m.desk_cap_post()} ${m.desk_cap_post_hint({ metrics: manyOf(metric) })}`,
};

const BRACKET_FIELDS: Record<string, () => string> = {
	name: m.desk_bracket_name,
	groups: m.desk_bracket_groups,
};

const PRIZE_FIELDS: Record<string, () => string> = {
	kind: m.desk_prize_kind,
	name: m.desk_prize_name,
	value: m.desk_prize_value,
	currency: m.desk_prize_currency,
	ranking: m.desk_prize_ranking,
	bracket: m.desk_prize_bracket,
	description: m.desk_prize_description,
	stock: m.desk_prize_stock,
	picture: m.prizes_picture,
	fromPlace: m.desk_prize_from,
	toPlace: m.desk_prize_to,
	minPoints: m.desk_prize_min,
	winners: m.desk_prize_winners,
	excludePlaceWinners: m.desk_prize_exclude,
};

const row = (title: string, field: (() => string) | undefined) =>
	field ? `${title}: ${field()}` : title;

/** What a field of the form is called, such as "Prize 2: What it is"; its path where it has no name. */
export function fieldName(path: string): string {
	const [first = '', second = '', third = '', fourth = ''] = path.split('.');
	if (first === 'prizes' && second !== '') {
		return row(m.desk_prize({ number: Number(second) + 1 }), PRIZE_FIELDS[third]);
	}
	if (first === 'brackets' && third !== '') {
		return row(m.desk_bracket({ number: Number(third) + 1 }), BRACKET_FIELDS[fourth]);
	}
	if (first === 'metrics' && third !== '') {
		return METRIC_FIELDS[third]?.(second as Metric) ?? path;
	}
	return (NAMES[`${first}.${second}`] ?? NAMES[first])?.() ?? path;
}
