import { REQUIREMENTS, type Requirement } from './requirements.ts';
import { METRICS, type Metric, type Rules, type TieBreak } from './rules.ts';

/**
 * One plain sentence about the rules: which one, and what is to be filled in. The page words it from the
 * catalogue; instants are Date (show them in `timeZone`), lists keep the rules' order.
 *
 * - `box`: facts from `startsAt` up to, not including, `endsAt` count; days are days of `timeZone`.
 * - `points`: one unit of `metric` brings `points` (more than 0).
 * - `no_points`: `metric` is counted and shown, and brings no points.
 * - `daily_cap`: at most `cap` units of `metric` count per day.
 * - `post_daily_cap`: at most `cap` units of `metric` count per post and day.
 * - `not_counted`: these metrics don't count at all.
 * - `sharing`: sharing itself never brings points.
 * - `one_per_visitor`: a visitor's further opens of the same link within `hours` count as the one.
 * - `posts_any`: links shared before the start count too. `posts_shared_in_contest`: only links shared since it.
 * - `exclude`: who does not compete: these groups, these teams, and how many people by name.
 * - `min_clicks`: whoever has fewer counted clicks is listed without a rank.
 * - `requires`: whoever does not hold all of these before the end is listed without a rank.
 * - `tie_breaks`: what decides between equal points, in order; then the place is shared.
 * - `shared_places`: equal points share a place.
 * - `freeze`: from then the public table stands still until the contest is final; one sees one's own figures live.
 * - `settle`: facts of the time box that arrive up to `hours` after the end are still taken.
 * - `teams_sum`, `teams_average` (over all competing members), `teams_top` (its best `k`): how teams are counted.
 * - `brackets_office`, `brackets_team`, `brackets_named`: who also competes among themselves.
 * - `most_improved`: a further table against each person's own last contest.
 */
export type RuleSentence =
	| { key: 'box'; params: { startsAt: Date; endsAt: Date; timeZone: string } }
	| { key: 'points'; params: { metric: Metric; points: number } }
	| { key: 'no_points'; params: { metric: Metric } }
	| { key: 'daily_cap' | 'post_daily_cap'; params: { metric: Metric; cap: number } }
	| { key: 'not_counted'; params: { metrics: Metric[] } }
	| { key: 'one_per_visitor' | 'settle'; params: { hours: number } }
	| { key: 'posts_shared_in_contest'; params: { startsAt: Date; timeZone: string } }
	| { key: 'exclude'; params: { groups: string[]; teams: string[]; people: number } }
	| { key: 'min_clicks'; params: { clicks: number } }
	| { key: 'requires'; params: { requires: Requirement[] } }
	| { key: 'tie_breaks'; params: { order: TieBreak[] } }
	| { key: 'freeze'; params: { freezeAt: Date; timeZone: string } }
	| { key: 'teams_top'; params: { k: number } }
	| { key: 'brackets_named'; params: { names: string[] } }
	| {
			key:
				| 'sharing'
				| 'posts_any'
				| 'shared_places'
				| 'teams_sum'
				| 'teams_average'
				| 'brackets_office'
				| 'brackets_team'
				| 'most_improved';
			params: Record<string, never>;
	  };

/** The rules in plain words, in the order in which one reads them; `dedupeHours` is the program's window. */
export function rulesInWords(rules: Rules, dedupeHours: number): RuleSentence[] {
	const { startsAt, endsAt, timeZone } = rules;
	return [
		{ key: 'box', params: { startsAt, endsAt, timeZone } },
		...metricSentences(rules),
		{ key: 'sharing', params: {} },
		...(rules.metrics.click
			? [{ key: 'one_per_visitor' as const, params: { hours: dedupeHours } }]
			: []),
		rules.posts === 'any'
			? { key: 'posts_any', params: {} }
			: { key: 'posts_shared_in_contest', params: { startsAt, timeZone } },
		...rankingSentences(rules),
		...teamSentences(rules.teams),
		...bracketSentences(rules),
		...(rules.freezeAt
			? [{ key: 'freeze' as const, params: { freezeAt: rules.freezeAt, timeZone } }]
			: []),
		{ key: 'settle', params: { hours: rules.settleHours } },
	];
}

function metricSentences(rules: Rules): RuleSentence[] {
	const sentences: RuleSentence[] = [];
	for (const metric of METRICS) {
		const rule = rules.metrics[metric];
		if (!rule) continue;
		sentences.push(
			rule.points > 0
				? { key: 'points', params: { metric, points: rule.points } }
				: { key: 'no_points', params: { metric } },
		);
		if (rule.dailyCap) sentences.push({ key: 'daily_cap', params: { metric, cap: rule.dailyCap } });
		if (rule.postDailyCap) {
			sentences.push({ key: 'post_daily_cap', params: { metric, cap: rule.postDailyCap } });
		}
	}
	const metrics = METRICS.filter((metric) => !rules.metrics[metric]);
	if (metrics.length > 0) sentences.push({ key: 'not_counted', params: { metrics } });
	return sentences;
}

function rankingSentences(rules: Rules): RuleSentence[] {
	const sentences: RuleSentence[] = [];
	const { groups, teams, people } = rules.exclude;
	if (groups.length + teams.length + people.length > 0) {
		sentences.push({ key: 'exclude', params: { groups, teams, people: people.length } });
	}
	if (rules.minClicks > 0) {
		sentences.push({ key: 'min_clicks', params: { clicks: rules.minClicks } });
	}
	const requires = REQUIREMENTS.filter((one) => rules.requires?.includes(one));
	if (requires.length > 0) sentences.push({ key: 'requires', params: { requires } });
	sentences.push(
		rules.tieBreaks.length > 0
			? { key: 'tie_breaks', params: { order: rules.tieBreaks } }
			: { key: 'shared_places', params: {} },
	);
	return sentences;
}

function teamSentences(teams: Rules['teams']): RuleSentence[] {
	if (teams === 'off') return [];
	if (teams === 'sum') return [{ key: 'teams_sum', params: {} }];
	if (teams === 'average') return [{ key: 'teams_average', params: {} }];
	return [{ key: 'teams_top', params: { k: teams.k } }];
}

function bracketSentences({ brackets, mostImproved }: Rules): RuleSentence[] {
	const sentences: RuleSentence[] = [];
	if (brackets === 'office') sentences.push({ key: 'brackets_office', params: {} });
	else if (brackets === 'team') sentences.push({ key: 'brackets_team', params: {} });
	else if (brackets !== 'off') {
		sentences.push({ key: 'brackets_named', params: { names: brackets.map(({ name }) => name) } });
	}
	if (mostImproved) sentences.push({ key: 'most_improved', params: {} });
	return sentences;
}
