import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivals, contests } from '#tests/fixtures/scoring/arbitrary.ts';
import { naiveTable } from '#tests/fixtures/scoring/naive.ts';
import { dayOf } from '../contest/days.ts';
import { ENGAGEMENT, type Metric } from '../contest/rules.ts';
import { collectDays } from './collect.ts';
import { uniqueFacts, type Fact } from './facts.ts';
import { scoreDay, type DayScore } from './score-day.ts';
import { standingOf, type MetricDay } from './standing.ts';
import { scoreTable, type TableInput } from './table.ts';

type Contest = Omit<TableInput, 'audience'> & { facts: Fact[] };
const audience = fc.constantFrom('owner' as const, 'public' as const);

describe('a table', () => {
	it('is what the literal reading of the specification gives', () => {
		fc.assert(
			fc.property(contests, audience, (contest, who) => {
				const input = { ...contest, audience: who };
				expect(scoreTable(input)).toEqual(naiveTable(input));
			}),
			{ numRuns: 400 },
		);
	});

	it('depends neither on the order in which facts arrive nor on repeats', () => {
		const sent = contests.chain((contest) =>
			fc.tuple(fc.constant(contest), arrivals(contest.facts)),
		);
		fc.assert(
			fc.property(sent, audience, ([contest, facts], who) => {
				const expected = scoreTable({ ...contest, audience: who });
				expect(scoreTable({ ...contest, facts, audience: who })).toEqual(expected);
			}),
			{ numRuns: 200 },
		);
	});

	it('shows the public what the owner would see had nothing come since the freeze', () => {
		fc.assert(
			fc.property(contests, (contest) => {
				const { freezeAt } = contest;
				const earlier = contest.facts.filter(
					(fact) => fact.type === 'void' || !freezeAt || fact.at < freezeAt,
				);
				const shown = (at: Date | undefined) =>
					at && (!freezeAt || at < freezeAt) ? at : undefined;
				const people = contest.people.map((person) => ({
					...person,
					held: {
						guidelines: shown(person.held?.guidelines),
						certificate: shown(person.held?.certificate),
						disclosure: shown(person.held?.disclosure),
					},
				}));
				expect(scoreTable({ ...contest, audience: 'public' })).toEqual(
					scoreTable({ ...contest, people, facts: earlier, audience: 'owner', freezeAt: null }),
				);
			}),
			{ numRuns: 200 },
		);
	});
});

/** Which days, as "person metric day", one arriving fact can change, given everything that has arrived. */
function touchedDays(fact: Fact, arrived: readonly Fact[], contest: Contest): Set<string> {
	const touched = new Set<string>();
	const touch = (linkId: string, metric: Metric, at: Date): void => {
		const link = contest.links.find(({ id }) => id === linkId);
		if (link) touched.add(`${link.person} ${metric} ${dayOf(at, contest.rules.timeZone)}`);
	};
	for (const other of arrived) {
		if (fact.type === 'void') {
			if (other.type === 'click' || other.type === 'conversion') {
				const link = contest.links.find(({ id }) => id === other.link);
				const hit =
					'fact' in fact ? fact.fact === other.id : 'link' in fact && fact.link === link?.id;
				if (hit) touch(other.link, other.type, other.at);
			}
		} else if (fact.type === 'click' && other.type === 'click') {
			// A late click judges the visitor's later clicks anew.
			const same = other.link === fact.link && other.visitor === fact.visitor;
			if (same && other.at >= fact.at) touch(fact.link, 'click', other.at);
		} else if (fact.type === 'reading' && other.type === 'reading') {
			// A late reading changes the increments of those after it.
			const metric = ENGAGEMENT.find((name) => name === fact.metric);
			const same = other.link === fact.link && other.metric === fact.metric;
			if (metric && same && other.at >= fact.at) touch(fact.link, metric, other.at);
		}
	}
	if (fact.type === 'conversion') touch(fact.link, 'conversion', fact.at);
	return touched;
}

it('scoring only the days that a fact touches, as facts arrive, equals scoring everything anew', () => {
	const sent = contests.chain((contest) => fc.tuple(fc.constant(contest), arrivals(contest.facts)));
	fc.assert(
		fc.property(sent, ([contest, facts]) => {
			const { rules, links, dedupeHours, freezeAt = null } = contest;
			const stored = new Map<string, { person: string; metric: Metric; score: DayScore }>();
			const arrived: Fact[] = [];
			for (const fact of facts) {
				arrived.push(fact);
				const known = uniqueFacts(arrived);
				const touched = touchedDays(fact, known, contest);
				for (const key of touched) stored.delete(key);
				for (const { person, metric, day, units } of collectDays(
					known,
					links,
					rules,
					dedupeHours,
				)) {
					const key = `${person} ${metric} ${day}`;
					if (!touched.has(key)) continue;
					const score = scoreDay(units, rules.metrics[metric]!, freezeAt);
					stored.set(key, { person, metric, score });
				}
			}
			for (const who of ['owner', 'public'] as const) {
				for (const row of scoreTable({ ...contest, audience: who })) {
					const days = [...stored.values()]
						.filter(({ person }) => person === row.person)
						.map(({ metric, score }): MetricDay => ({ metric, ...score }));
					const adjustments = uniqueFacts(facts).filter(
						(fact) => fact.type === 'adjustment' && fact.person === row.person,
					) as Extract<Fact, { type: 'adjustment' }>[];
					const { rank: _, person: __, ...standing } = row;
					const { held } = contest.people.find(({ id }) => id === row.person)!;
					expect(standingOf(days, adjustments, rules, freezeAt, held)[who]).toEqual({
						listed: true,
						...standing,
					});
				}
			}
		}),
		{ numRuns: 100 },
	);
});
