import { METRICS, type Metric, type Rules } from '../contest/rules.ts';
import type { MetricTally, Tally } from './tally.ts';

/**
 * One reason why somebody stands elsewhere under other rules, and the points that it brings (+) or takes (−). The
 * page words it. `units` says how many more (+) or fewer (−) of the metric count for this reason.
 *
 * - `excluded` by a person's own name, their team or a group, and `joins`: with all their points.
 * - `metric_dropped`, `metric_added`: the rules no longer name the metric, or name it now.
 * - `box`: the time box is another one. `posts`: links shared before the start don't count, or do now.
 * - `post_daily_cap`, `daily_cap`: more or less is lost to the cap.
 * - `points_each`: what still counts brings `to` instead of `from` points each.
 * - `min_clicks`, `min_clicks_met`: a place needs `needed` counted clicks and there are `clicks`.
 * - `requires`, `requires_met`: a place asks for the guidelines, the certificate or the disclosure, or does no longer.
 * - `tie_breaks`: equal points are decided otherwise. `others`: only others' points have changed.
 */
export type Why = { points: number } & (
	| { key: 'excluded'; params: { by: 'person' | 'team' | 'group'; name: string } }
	| {
			key: 'joins' | 'tie_breaks' | 'others' | 'requires' | 'requires_met';
			params: Record<string, never>;
	  }
	| {
			key: 'metric_dropped' | 'metric_added' | 'box' | 'posts' | 'post_daily_cap' | 'daily_cap';
			params: { metric: Metric; units: number };
	  }
	| { key: 'points_each'; params: { metric: Metric; from: number; to: number } }
	| { key: 'min_clicks' | 'min_clicks_met'; params: { clicks: number; needed: number } }
);

/** Who somebody is, as exclusions ask for it; `id` is the external id. */
export type WhatIfPerson = { id: string; name: string; team: string; groups: readonly string[] };

/** Somebody under the rules of today and under others; null where they don't compete. */
export type Sides = { before: Tally | null; after: Tally | null };

const NOTHING: MetricTally = { inBox: 0, notTaken: 0, postCut: 0, dayCut: 0, counted: 0 };

/**
 * Why a person's points differ between two sets of rules, the weightiest first. The points of all reasons together
 * are exactly the difference. A unit is valued as before where it is lost or won, and what counts after the change
 * by the change of its points.
 */
export function whyPoints(
	person: WhatIfPerson,
	{ before, after }: Sides,
	rules: { before: Rules; after: Rules },
): Why[] {
	const had = before?.standing.points ?? 0;
	const has = after?.standing.points ?? 0;
	if (before && !after) {
		return before.standing.listed
			? [{ key: 'excluded', params: exclusionOf(person, rules.after.exclude), points: 0 - had }]
			: [];
	}
	if (!before && after) {
		return after.standing.listed ? [{ key: 'joins', params: {}, points: has }] : [];
	}
	if (!before || !after) return [];
	return METRICS.flatMap((metric) => whyMetric(metric, before, after, rules)).sort(
		(a, b) => Math.abs(b.points) - Math.abs(a.points),
	);
}

function whyMetric(
	metric: Metric,
	before: Tally,
	after: Tally,
	rules: { before: Rules; after: Rules },
): Why[] {
	const then = before.metrics.get(metric) ?? NOTHING;
	const now = after.metrics.get(metric) ?? NOTHING;
	const from = rules.before.metrics[metric]?.points;
	const to = rules.after.metrics[metric]?.points;
	if (from === undefined) {
		const params = { metric, units: now.counted };
		return to === undefined || now.counted === 0
			? []
			: [{ key: 'metric_added', params, points: now.counted * to }];
	}
	if (to === undefined) {
		const params = { metric, units: -then.counted };
		return then.counted === 0
			? []
			: [{ key: 'metric_dropped', params, points: 0 - then.counted * from }];
	}
	const whys: Why[] = [];
	const moved = (key: 'box' | 'posts' | 'post_daily_cap' | 'daily_cap', units: number) => {
		if (units !== 0) whys.push({ key, params: { metric, units }, points: 0 + units * from });
	};
	moved('box', now.inBox - then.inBox);
	moved('posts', then.notTaken - now.notTaken);
	moved('post_daily_cap', then.postCut - now.postCut);
	moved('daily_cap', then.dayCut - now.dayCut);
	if (from !== to && now.counted > 0) {
		const points = now.counted * (to - from);
		whys.push({ key: 'points_each', params: { metric, from, to }, points });
	}
	return whys;
}

/** The first of the exclusions that meets the person. */
function exclusionOf(
	person: WhatIfPerson,
	exclude: Rules['exclude'],
): { by: 'person' | 'team' | 'group'; name: string } {
	if (exclude.people.includes(person.id)) return { by: 'person', name: person.name };
	if (exclude.teams.includes(person.team)) return { by: 'team', name: person.team };
	const group = person.groups.find((name) => exclude.groups.includes(name));
	return { by: 'group', name: group ?? '' };
}
