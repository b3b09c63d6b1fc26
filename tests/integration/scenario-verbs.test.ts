import { describe, expect, it } from 'vitest';
import { createAdjustment } from '#lib/server/adjustments/create.ts';
import { recordEvents } from '#lib/server/api/record-events.ts';
import { readStandingsPage } from '#lib/server/boards/queries.ts';
import { createContest } from '#lib/server/contests/create.ts';
import { requestRescore } from '#lib/server/contests/rescore.ts';
import { createLink } from '#lib/server/links/create.ts';
import { upsertPeople } from '#lib/server/people/upsert.ts';
import { createPost } from '#lib/server/posts/create.ts';
import { createScorer } from '#lib/server/scoring/scorer.ts';
import { createVoid } from '#lib/server/voids/create.ts';
import { liftVoid } from '#lib/server/voids/lift.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import { aProgram } from '#tests/support/people.ts';
import {
	openContest,
	readTable,
	SCENARIOS,
	scramble,
	sendFacts,
	setStage,
	type Portal,
	type Scenario,
} from './scenario-play.ts';

/** After every fact of the examples: their contests are over, and facts are taken until one is final. */
const NOW = new Date('2026-11-23T12:00:00Z');

/** The real verbs and the real scorer on a database. */
function verbsOn(database: TestDatabase): Portal {
	const ctx = database.ctx(undefined, NOW);
	const scorer = createScorer({ connections: database.connections, log: silent });
	return {
		people: (people) => upsertPeople({ ctx, input: { people } as never }),
		post: (input) => createPost({ ctx, input: input as never }),
		link: (input) => createLink({ ctx, input: input as never }),
		contest: (input) => createContest({ ctx, input: input as never }),
		events: (events) => recordEvents({ ctx, input: { events } }),
		adjust: (contest, input) => createAdjustment({ ctx, input: { ...input, contest } as never }),
		void: (input) => createVoid({ ctx, input: input as never }),
		settle: () => scorer.drain(),
		standings: (contest, cursor) =>
			readStandingsPage({
				ctx,
				input: { contest, audience: 'owner', limit: 5, ...(cursor ? { cursor } : {}) },
			}),
	};
}

async function withPortal(
	scenario: Scenario,
	play: (portal: Portal, database: TestDatabase) => Promise<void>,
): Promise<void> {
	const database = await createTestDatabase();
	try {
		await aProgram(database, { dedupeHours: scenario.contest.dedupeHours });
		await play(verbsOn(database), database);
	} finally {
		await database.close();
	}
}

describe.each(SCENARIOS)('$name through the real verbs', ({ scenario }) => {
	it('gives exactly the expected table, fact by fact as they came', () =>
		withPortal(scenario, async (portal) => {
			const slugs = await setStage(portal, scenario);
			const contest = await openContest(portal, scenario);
			const voids = scenario.facts.filter((fact) => fact.type === 'void');
			const others = scenario.facts.filter((fact) => fact.type !== 'void');
			for (let i = 0; i < others.length; i += 100) {
				await sendFacts(portal, slugs, contest, others.slice(i, i + 100));
				await portal.settle(contest);
			}
			await sendFacts(portal, slugs, contest, voids);
			await portal.settle(contest);
			expect(await readTable(portal, contest)).toEqual(scenario.expected);
		}));

	it.each([1, 2])(
		'gives it in any order, with repeats, the contest made late, scored whole and by marks (%i)',
		(seed) =>
			withPortal(scenario, async (portal, database) => {
				const slugs = await setStage(portal, scenario);
				const batches = scramble(scenario.facts, 6, seed);
				let contest: string | undefined;
				const early: typeof scenario.facts = [];
				for (const [n, batch] of batches.entries()) {
					// Adjustments belong to a contest and voids are the owner's: both wait until there is one.
					if (n < 2) {
						const isLater = (type: string) => type === 'adjustment' || type === 'void';
						early.push(...batch.filter((fact) => isLater(fact.type)));
						const now = batch.filter((fact) => !isLater(fact.type));
						await sendFacts(portal, slugs, '', now);
						continue;
					}
					contest ??= await openContest(portal, scenario);
					await sendFacts(portal, slugs, contest, [...early.splice(0), ...batch]);
					if (n % 2) await portal.settle(contest);
				}
				// A void that is lifted leaves no trace.
				const ctx = database.ctx(undefined, NOW);
				const person = scenario.expected[0]!.person;
				const { id } = await portal.void({ person, reason: 'A mistake.' });
				await portal.settle(contest!);
				expect(await readTable(portal, contest!)).not.toEqual(scenario.expected);
				await liftVoid({ ctx, input: { id } });
				await portal.settle(contest!);
				expect(await readTable(portal, contest!)).toEqual(scenario.expected);
				await requestRescore({ ctx, input: { contest: contest! } });
				await portal.settle(contest!);
				expect(await readTable(portal, contest!)).toEqual(scenario.expected);
			}),
	);

	it('gives it when eight senders deliver the same facts at once', () =>
		withPortal(scenario, async (portal) => {
			const slugs = await setStage(portal, scenario);
			const contest = await openContest(portal, scenario);
			const facts = scenario.facts.filter((fact) => fact.type !== 'void');
			await Promise.all(
				Array.from({ length: 8 }, async (_, sender) => {
					for (const batch of scramble(facts, 3, sender))
						await sendFacts(portal, slugs, contest, batch);
				}),
			);
			const voids = scenario.facts.filter((fact) => fact.type === 'void');
			await sendFacts(portal, slugs, contest, voids);
			await portal.settle(contest);
			expect(await readTable(portal, contest)).toEqual(scenario.expected);
		}));
});
