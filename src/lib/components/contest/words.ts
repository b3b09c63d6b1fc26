import { city, moment, number } from '#lib/components/format.ts';
import type { Requirement } from '#lib/domain/contest/requirements.ts';
import type { RuleSentence } from '#lib/domain/contest/words.ts';
import type { Metric, TieBreak } from '#lib/domain/contest/rules.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

const ONE: Record<Metric, () => string> = {
	click: m.board_metric_click,
	like: m.board_metric_like,
	comment: m.board_metric_comment,
	reshare: m.board_metric_reshare,
	conversion: m.board_metric_conversion,
};
const MANY: Record<Metric, () => string> = {
	click: m.board_metrics_click,
	like: m.board_metrics_like,
	comment: m.board_metrics_comment,
	reshare: m.board_metrics_reshare,
	conversion: m.board_metrics_conversion,
};
const TIES: Record<TieBreak, () => string> = {
	clicks: m.board_tie_clicks,
	engagement: m.board_tie_engagement,
	conversions: m.board_tie_conversions,
	earliest: m.board_tie_earliest,
};

const REQUIRED: Record<Requirement, () => string> = {
	guidelines: m.board_required_guidelines,
	certificate: m.board_required_certificate,
	disclosure: m.board_required_disclosure,
};

/** One of a metric in the reader's language: "click". */
export const oneOf = (metric: Metric): string => ONE[metric]();
/** Several of a metric: "clicks". */
export const manyOf = (metric: Metric): string => MANY[metric]();

const list = (items: string[]) => new Intl.ListFormat(getLocale()).format(items);
const capital = (text: string) => text.charAt(0).toLocaleUpperCase(getLocale()) + text.slice(1);

/** A sentence about the rules in the reader's language. */
export function ruleText({ key, params: p }: RuleSentence): string {
	switch (key) {
		case 'box':
			return m.board_rule_box({
				start: moment(p.startsAt, p.timeZone),
				end: moment(p.endsAt, p.timeZone),
				zone: city(p.timeZone),
			});
		case 'points':
			return m.board_rule_points({ metric: oneOf(p.metric), count: p.points });
		case 'no_points':
			return m.board_rule_no_points({ metrics: capital(manyOf(p.metric)) });
		case 'daily_cap':
			return m.board_rule_daily_cap({ cap: number(p.cap), metrics: manyOf(p.metric) });
		case 'post_daily_cap':
			return m.board_rule_post_daily_cap({ cap: number(p.cap), metrics: manyOf(p.metric) });
		case 'not_counted':
			return m.board_rule_not_counted({ metrics: list(p.metrics.map(manyOf)) });
		case 'sharing':
			return m.board_rule_sharing();
		case 'one_per_visitor':
			return m.board_rule_one_per_visitor({ hours: p.hours });
		case 'posts_any':
			return m.board_rule_posts_any();
		case 'posts_shared_in_contest':
			return m.board_rule_posts_shared();
		case 'exclude': {
			const who = [...p.groups, ...p.teams];
			if (p.people > 0) who.push(m.board_rule_exclude_people({ count: p.people }));
			return m.board_rule_exclude({ who: list(who) });
		}
		case 'min_clicks':
			return m.board_rule_min_clicks({ clicks: number(p.clicks) });
		case 'requires':
			return m.board_rule_requires({ what: list(p.requires.map((one) => REQUIRED[one]())) });
		case 'tie_breaks':
			return m.board_rule_tie_breaks({ order: list(p.order.map((tie) => TIES[tie]())) });
		case 'shared_places':
			return m.board_rule_shared_places();
		case 'freeze':
			return m.board_rule_freeze({ date: moment(p.freezeAt, p.timeZone) });
		case 'settle':
			return p.hours === 0 ? m.board_rule_settle_none() : m.board_rule_settle({ hours: p.hours });
		case 'teams_sum':
			return m.board_rule_teams_sum();
		case 'teams_average':
			return m.board_rule_teams_average();
		case 'teams_top':
			return m.board_rule_teams_top({ k: p.k });
		case 'brackets_office':
			return m.board_rule_brackets_office();
		case 'brackets_team':
			return m.board_rule_brackets_team();
		case 'brackets_named':
			return m.board_rule_brackets_named({ names: list(p.names) });
		case 'most_improved':
			return m.board_rule_most_improved();
	}
}
