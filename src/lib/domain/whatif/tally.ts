import type { Held } from '../contest/requirements.ts';
import { dayOf } from '../contest/days.ts';
import { ENGAGEMENT, type Metric, type Rules } from '../contest/rules.ts';
import { increments } from '../scoring/readings.ts';
import { scoreDay } from '../scoring/score-day.ts';
import { standingOf, type MetricDay, type Standing } from '../scoring/standing.ts';
import { inBox, takesLink, type Unit } from '../scoring/units.ts';

/** A valid click or a conversion that no void takes out, with when its link was shared. */
export type SingleFact = {
	metric: 'click' | 'conversion';
	id: string;
	at: Date;
	post: string;
	link: string;
	sharedAt: Date;
};

/** A reading, also one from before the time box: the running maximum may begin there. */
export type ReadingFact = Omit<SingleFact, 'metric'> & { metric: string; total: number };

/** Everything of one person that rules may count, whichever they are; each fact once, in any order. */
export type PersonFacts = {
	singles: readonly SingleFact[];
	readings: readonly ReadingFact[];
	adjustments: readonly { at: Date; points: number }[];
};

/** Where the units of a metric go. `counted` is `inBox` less the three that follow it. */
export type MetricTally = {
	/** Units dated inside the time box. */
	inBox: number;
	/** Of links that the rules don't take: shared before the start. */
	notTaken: number;
	/** Above the cap of a post and day. */
	postCut: number;
	/** Above the cap of a day, the post's cap applied first. */
	dayCut: number;
	counted: number;
};

/** One person under some rules: only metrics that the rules name. */
export type Tally = { metrics: Map<Metric, MetricTally>; standing: Standing };

type Found = Unit & { sharedAt: Date };

/**
 * Counts one person's facts under rules, by the functions that make a standing, and keeps where every unit went. The
 * standing is the owner's: nothing is hidden by a freeze. `held` is by when the person had what these rules ask for.
 */
export function tallyOf(facts: PersonFacts, rules: Rules, held: Held = {}): Tally {
	const metrics = new Map<Metric, MetricTally>();
	const days: MetricDay[] = [];
	for (const [metric, units] of unitsOf(facts, rules)) {
		const tally: MetricTally = { inBox: 0, notTaken: 0, postCut: 0, dayCut: 0, counted: 0 };
		metrics.set(metric, tally);
		const perDay = new Map<string, Found[]>();
		for (const unit of units) {
			tally.inBox += unit.units;
			if (!takesLink(unit.sharedAt, rules)) {
				tally.notTaken += unit.units;
				continue;
			}
			const day = dayOf(unit.at, rules.timeZone);
			const ofDay = perDay.get(day);
			if (ofDay) ofDay.push(unit);
			else perDay.set(day, [unit]);
		}
		for (const ofDay of perDay.values()) {
			const score = scoreDay(ofDay, rules.metrics[metric]!, null);
			days.push({ metric, ...score });
			tally.counted += score.units;
			for (const { id, units: whole } of ofDay) {
				const cut = whole - score.counted.get(id)!;
				if (score.reasons.get(id) === 'post_daily_cap') tally.postCut += cut;
				else tally.dayCut += cut;
			}
		}
	}
	const { owner: standing } = standingOf(days, facts.adjustments, rules, null, held);
	return { metrics, standing };
}

/** The units inside the time box of each metric that the rules name. */
function unitsOf(facts: PersonFacts, rules: Rules): Map<Metric, Found[]> {
	const found = new Map<Metric, Found[]>();
	for (const metric of ['click', 'conversion'] as const) {
		if (rules.metrics[metric]) found.set(metric, []);
	}
	for (const fact of facts.singles) {
		if (inBox(fact.at, rules)) found.get(fact.metric)?.push({ ...fact, units: 1 });
	}
	for (const metric of ENGAGEMENT) {
		if (!rules.metrics[metric]) continue;
		const ofMetric = facts.readings.filter((reading) => reading.metric === metric);
		const perLink = Map.groupBy(ofMetric, ({ link }) => link);
		const units: Found[] = [];
		for (const readings of perLink.values()) {
			const [{ post, link, sharedAt }] = readings as [ReadingFact];
			for (const unit of increments(readings, { ...rules, sharedAt })) {
				if (unit.units > 0) units.push({ ...unit, post, link, sharedAt });
			}
		}
		found.set(metric, units);
	}
	return found;
}
