import { qualifiedFor, type Held } from '../contest/requirements.ts';
import type { ENGAGEMENT, Metric, Rules } from '../contest/rules.ts';

/** What one person has for one audience. Ranks come from comparing standings: see leaderboard/rank.ts. */
export type Standing = {
	/** Whether the person is in the table at all: any counted unit or any adjustment. */
	listed: boolean;
	points: number;
	clicks: number;
	/** Likes, comments and reshares together. */
	engagement: number;
	conversions: number;
	/** The last counted unit of a metric that has points. */
	reachedAt: Date | null;
	/** Whether they hold what a rank asks for beside clicks; the figures don't hang on it. */
	qualified: boolean;
};

/** One stored day of one metric. */
export type MetricDay = {
	metric: Metric;
	units: number;
	lastAt: Date | null;
	publicUnits: number;
	publicLastAt: Date | null;
};

const COLUMN = {
	click: 'clicks',
	like: 'engagement',
	comment: 'engagement',
	reshare: 'engagement',
	conversion: 'conversions',
} as const satisfies Record<Metric, 'clicks' | 'engagement' | 'conversions'> &
	Record<(typeof ENGAGEMENT)[number], 'engagement'>;

/**
 * Sums a person's days and adjustments into the owner's and the public standing. Adjustments all count, whenever
 * they are dated; publicly only those dated before the freeze. Days of a metric that the rules do not name are
 * passed over. The order of days and adjustments does not matter. `held` decides whether the person is qualified for a
 * rank, publicly by what was held before the freeze.
 */
export function standingOf(
	days: Iterable<MetricDay>,
	adjustments: Iterable<{ at: Date; points: number }>,
	rules: Pick<Rules, 'metrics' | 'requires' | 'endsAt'>,
	freezeAt: Date | null,
	held: Held = {},
): { owner: Standing; public: Standing } {
	const owner = emptyStanding();
	const shown = emptyStanding();
	for (const day of days) {
		add(owner, day.metric, day.units, day.lastAt, rules);
		add(shown, day.metric, day.publicUnits, day.publicLastAt, rules);
	}
	for (const { at, points } of adjustments) {
		adjust(owner, points);
		if (!freezeAt || at < freezeAt) adjust(shown, points);
	}
	const qualified = qualifiedFor(rules, held, freezeAt);
	owner.qualified = qualified.owner;
	shown.qualified = qualified.public;
	return { owner, public: shown };
}

/** A standing without anything: not in the table. */
export function emptyStanding(): Standing {
	return {
		listed: false,
		points: 0,
		clicks: 0,
		engagement: 0,
		conversions: 0,
		reachedAt: null,
		qualified: true,
	};
}

function add(
	standing: Standing,
	metric: Metric,
	units: number,
	lastAt: Date | null,
	rules: Pick<Rules, 'metrics'>,
): void {
	const rule = rules.metrics[metric];
	if (!rule || units === 0) return;
	standing.listed = true;
	standing[COLUMN[metric]] += units;
	standing.points += units * rule.points;
	if (rule.points > 0 && lastAt && (!standing.reachedAt || lastAt > standing.reachedAt)) {
		standing.reachedAt = lastAt;
	}
}

function adjust(standing: Standing, points: number): void {
	standing.listed = true;
	standing.points += points;
}
