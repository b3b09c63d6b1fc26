import { competes } from '../contest/competes.ts';
import type { Rules } from '../contest/rules.ts';
import { rankTable } from '../leaderboard/rank.ts';
import type { Audience } from '../live/events.ts';
import { collectDays } from './collect.ts';
import { uniqueFacts, type Fact, type LinkOfFacts, type PersonOfFacts } from './facts.ts';
import { scoreDay } from './score-day.ts';
import { standingOf, type MetricDay } from './standing.ts';

export type TableInput = {
	rules: Rules;
	people: readonly PersonOfFacts[];
	links: readonly LinkOfFacts[];
	/** In any order, repeats allowed. */
	facts: Iterable<Fact>;
	/** The program's window for duplicate clicks, in hours. */
	dedupeHours: number;
	/** `owner` sees everything; `public` only what is dated before `freezeAt`. */
	audience: Audience;
	/** The instant of the freeze (contest/phase.ts, `freezeInstant`); null or missing hides nothing. */
	freezeAt?: Date | null;
};

export type TableRow = {
	/** Null: listed after the ranked, without what a rank asks for. */
	rank: number | null;
	/** The person's id. */
	person: string;
	points: number;
	clicks: number;
	engagement: number;
	conversions: number;
	reachedAt: Date | null;
	qualified: boolean;
};

/**
 * The whole table from raw facts: deduplication, voids, increments, caps, standings, ranks. It is the meaning of a
 * leaderboard (docs/scoring.md); the stored standings are a cache of it, made by the same functions day by day.
 */
export function scoreTable(input: TableInput): TableRow[] {
	const { rules, dedupeHours, audience, freezeAt = null } = input;
	const facts = uniqueFacts(input.facts);
	const isCompeting = competes(rules.exclude);
	const people = input.people.filter(isCompeting);

	const days = new Map<string, MetricDay[]>();
	const adjustments = new Map<string, { at: Date; points: number }[]>();
	for (const { id } of people) {
		days.set(id, []);
		adjustments.set(id, []);
	}
	for (const { person, metric, units } of collectDays(facts, input.links, rules, dedupeHours)) {
		const score = scoreDay(units, rules.metrics[metric]!, freezeAt);
		days.get(person)?.push({ metric, ...score });
	}
	for (const fact of facts) {
		if (fact.type === 'adjustment') adjustments.get(fact.person)?.push(fact);
	}

	const entries = people.flatMap(({ id, name, held }) => {
		const standings = standingOf(days.get(id)!, adjustments.get(id)!, rules, freezeAt, held);
		const { listed, ...standing } = standings[audience];
		return listed ? [{ id, name, ...standing }] : [];
	});
	return rankTable(entries, rules).map(({ id, name: _, rank, ...standing }) => ({
		rank,
		person: id,
		...standing,
	}));
}
