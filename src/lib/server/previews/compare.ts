import { setImmediate as nextTurn } from 'node:timers/promises';
import { competes } from '#lib/domain/contest/competes.ts';
import type { Held } from '#lib/domain/contest/requirements.ts';
import type { Rules } from '#lib/domain/contest/rules.ts';
import { whatIfTable, type Compared, type WhatIfTable } from '#lib/domain/whatif/table.ts';
import { tallyOf, type PersonFacts } from '#lib/domain/whatif/tally.ts';
import { whyPoints } from '#lib/domain/whatif/why.ts';
import type { ReadFacts } from './facts.ts';

/** So long the counting holds the event loop before boards and redirects have a turn. */
const TURN_MS = 10;
const NO_FACTS: PersonFacts = { singles: [], readings: [], adjustments: [] };

/** Counts everybody under both sets of rules, in turns, and makes the table of it. */
export async function compareRules(
	{ people, ofPerson }: ReadFacts,
	rules: { before: Rules; after: Rules },
	held: { before: ReadonlyMap<string, Held>; after: ReadonlyMap<string, Held> },
): Promise<WhatIfTable> {
	const competesBefore = competes(rules.before.exclude);
	const competesAfter = competes(rules.after.exclude);
	const compared: Compared[] = [];
	let turn = performance.now();
	for (const { personId, externalId, name, team, groups } of people) {
		const facts = ofPerson.get(personId) ?? NO_FACTS;
		const person = { id: externalId, name, team, groups };
		const sides = {
			before: competesBefore(person)
				? tallyOf(facts, rules.before, held.before.get(personId))
				: null,
			after: competesAfter(person) ? tallyOf(facts, rules.after, held.after.get(personId)) : null,
		};
		compared.push({ person, sides, why: whyPoints(person, sides, rules) });
		if (performance.now() - turn > TURN_MS) {
			await nextTurn();
			turn = performance.now();
		}
	}
	return whatIfTable(compared, rules);
}
