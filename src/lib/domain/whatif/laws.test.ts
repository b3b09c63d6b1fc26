import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contests } from '#tests/fixtures/scoring/arbitrary.ts';
import { dedupe } from '../clicks/dedupe.ts';
import { competes } from '../contest/competes.ts';
import type { Rules } from '../contest/rules.ts';
import { uniqueFacts, voidedBy, type Fact, type VoidFact } from '../scoring/facts.ts';
import { scoreTable, type TableInput } from '../scoring/table.ts';
import { whatIfTable, type Compared } from './table.ts';
import { tallyOf, type PersonFacts, type SingleFact } from './tally.ts';
import { whyPoints } from './why.ts';

type Contest = Omit<TableInput, 'audience'> & { facts: Fact[] };

/** What the portal reads for a person: clicks judged already, nothing that is voided. */
function factsOf(contest: Contest, person: string): PersonFacts {
	const facts = uniqueFacts(contest.facts);
	const isVoided = voidedBy(facts.filter((fact): fact is VoidFact => fact.type === 'void'));
	const links = contest.links.filter((link) => link.person === person);
	const singles: SingleFact[] = [];
	const readings: PersonFacts['readings'][number][] = [];
	for (const { id: link, post, sharedAt } of links) {
		const clicks = facts.filter((fact) => fact.type === 'click').filter((one) => one.link === link);
		const verdicts = dedupe(clicks, contest.dedupeHours * 3_600_000);
		for (const fact of facts) {
			if (!('link' in fact) || fact.link !== link || fact.type === 'void') continue;
			const { id, at } = fact;
			if (fact.type === 'reading') {
				const { metric, total } = fact;
				readings.push({ id, at, post, link, sharedAt, metric, total });
				continue;
			}
			const counts = fact.type === 'conversion' || verdicts.get(id) === 'valid';
			if (counts && !isVoided({ type: fact.type, id, link, person, at })) {
				singles.push({ metric: fact.type, id, at, post, link, sharedAt });
			}
		}
	}
	const adjustments = facts
		.filter((fact) => fact.type === 'adjustment')
		.filter((fact) => fact.person === person);
	return { singles, readings, adjustments };
}

function comparedOf(contest: Contest, rules: { before: Rules; after: Rules }): Compared[] {
	return contest.people.map((person) => {
		const facts = factsOf(contest, person.id);
		const side = (of: Rules) =>
			competes(of.exclude)(person) ? tallyOf(facts, of, person.held) : null;
		const sides = { before: side(rules.before), after: side(rules.after) };
		return { person, sides, why: whyPoints(person, sides, rules) };
	});
}

const HOUR = 3_600_000;
const later = (at: Date, hours: number) => new Date(at.getTime() + hours * HOUR);

/** A contest and other rules for it: of another contest, with a box that begins and ends somewhat otherwise. */
const worlds = fc
	.tuple(
		contests,
		contests,
		fc.integer({ min: -10, max: 10 }),
		fc.subarray(['p1', 'p2', 'p4']),
		fc.subarray(['t0', 't2']),
		fc.boolean(),
	)
	.map(([contest, other, hours, people, teams, same]) => {
		const { startsAt, endsAt, timeZone } = contest.rules;
		const after: Rules = {
			...other.rules,
			timeZone,
			startsAt: same ? startsAt : later(startsAt, hours),
			endsAt: same ? endsAt : later(endsAt, hours),
			exclude: { people, teams, groups: [] },
		};
		return { contest, rules: { before: contest.rules, after } };
	});

describe('a table under other rules', () => {
	it('is what the scorer gives under them, and stands beside what it gives under today’s', () => {
		fc.assert(
			fc.property(worlds, ({ contest, rules }) => {
				const table = whatIfTable(comparedOf(contest, rules), rules);
				const scored = (of: Rules) => scoreTable({ ...contest, rules: of, audience: 'owner' });
				expect(table.rows.map(({ before: _, why: __, ...row }) => row)).toEqual(
					scored(rules.after),
				);
				const before = scored(rules.before).map(({ person, rank, points }) => ({
					person,
					before: { rank, points },
				}));
				const told = [...table.rows, ...table.leaving].flatMap(({ person, before: was }) =>
					was ? [{ person, before: was }] : [],
				);
				const byPerson = (a: { person: string }, b: { person: string }) =>
					a.person < b.person ? -1 : 1;
				expect(told.sort(byPerson)).toEqual(before.sort(byPerson));
			}),
			{ numRuns: 300 },
		);
	});

	it('gives reasons whose points are exactly the difference, and one for every place that moved', () => {
		fc.assert(
			fc.property(worlds, ({ contest, rules }) => {
				const { rows, leaving } = whatIfTable(comparedOf(contest, rules), rules);
				const sum = (why: { points: number }[]) => why.reduce((all, one) => all + one.points, 0);
				for (const { points, before, rank, why } of rows) {
					expect(sum(why)).toBe(points - (before?.points ?? 0));
					if (before && before.rank !== rank) expect(why.length).toBeGreaterThan(0);
				}
				for (const { before, why } of leaving) expect(sum(why)).toBe(0 - before.points);
			}),
			{ numRuns: 300 },
		);
	});

	it('says nothing where the rules are the same', () => {
		fc.assert(
			fc.property(contests, (contest) => {
				const rules = { before: contest.rules, after: contest.rules };
				const { rows, leaving } = whatIfTable(comparedOf(contest, rules), rules);
				expect(leaving).toEqual([]);
				for (const { rank, points, before, why } of rows) {
					expect(before).toEqual({ rank, points });
					expect(why).toEqual([]);
				}
			}),
			{ numRuns: 100 },
		);
	});
});
