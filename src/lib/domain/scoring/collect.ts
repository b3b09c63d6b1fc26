import { dedupe } from '../clicks/dedupe.ts';
import { dayOf } from '../contest/days.ts';
import { ENGAGEMENT, type Metric, type Rules } from '../contest/rules.ts';
import type { ClickFact, ConversionFact, Fact, LinkOfFacts, ReadingFact } from './facts.ts';
import { voidedBy, type VoidFact } from './facts.ts';
import { increments } from './readings.ts';
import { inBox, takesLink, type Unit } from './units.ts';

/** One person's units of one metric on one calendar day of the contest. */
export type DayUnits = { person: string; metric: Metric; day: string; units: Unit[] };

type FactsOfLink = { clicks: ClickFact[]; readings: ReadingFact[]; conversions: ConversionFact[] };

/**
 * From facts to units: what each link brought inside the time box of the metrics that the rules name, by person,
 * metric and day (YYYY-MM-DD in the contest's zone). Facts come each once, in any order; those of unknown links are
 * passed over. Days without a unit don't appear.
 */
export function collectDays(
	facts: readonly Fact[],
	links: readonly LinkOfFacts[],
	rules: Rules,
	dedupeHours: number,
): DayUnits[] {
	const ofLink = new Map<string, FactsOfLink>();
	const taken = links.filter((link) => takesLink(link.sharedAt, rules));
	for (const { id } of taken) ofLink.set(id, { clicks: [], readings: [], conversions: [] });
	const voids: VoidFact[] = [];
	for (const fact of facts) {
		if (fact.type === 'void') voids.push(fact);
		else if (fact.type === 'click') ofLink.get(fact.link)?.clicks.push(fact);
		else if (fact.type === 'reading') ofLink.get(fact.link)?.readings.push(fact);
		else if (fact.type === 'conversion') ofLink.get(fact.link)?.conversions.push(fact);
	}
	const isVoided = voidedBy(voids);

	const days = new Map<string, DayUnits>();
	for (const link of taken) {
		const { clicks, readings, conversions } = ofLink.get(link.id)!;
		const put = (metric: Metric, found: { id: string; at: Date; units: number }[]): void => {
			if (!rules.metrics[metric]) return;
			for (const { id, at, units } of found) {
				if (units === 0 || !inBox(at, rules)) continue;
				const day = dayOf(at, rules.timeZone);
				const key = `${metric} ${day} ${link.person}`;
				const known = days.get(key) ?? { person: link.person, metric, day, units: [] };
				known.units.push({ id, at, post: link.post, link: link.id, units });
				days.set(key, known);
			}
		};
		const notVoided = (fact: ClickFact | ConversionFact): boolean =>
			!isVoided({ ...fact, person: link.person });
		const verdicts = dedupe(clicks, dedupeHours * 3_600_000);
		const valid = clicks.filter(({ id }) => verdicts.get(id) === 'valid');
		put('click', valid.filter(notVoided).map(one));
		put('conversion', conversions.filter(notVoided).map(one));
		for (const metric of ENGAGEMENT) {
			const ofMetric = readings.filter((reading) => reading.metric === metric);
			put(metric, increments(ofMetric, { ...rules, sharedAt: link.sharedAt }));
		}
	}
	return [...days.values()];
}

function one({ id, at }: { id: string; at: Date }): { id: string; at: Date; units: number } {
	return { id, at, units: 1 };
}
