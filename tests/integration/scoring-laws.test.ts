import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REQUIREMENTS } from '#lib/domain/contest/requirements.ts';
import type { Fact } from '#lib/domain/scoring/facts.ts';
import { scoreTable } from '#lib/domain/scoring/table.ts';
import { createScorer } from '#lib/server/scoring/scorer.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import { aWorld, happenings, storedTable, type World } from './scoring-world.ts';

let db: TestDatabase;

beforeAll(async () => {
	db = await createTestDatabase();
});
afterAll(async () => {
	await db.close();
});

async function expectTablesOf(world: World): Promise<void> {
	for (const audience of ['owner', 'public'] as const) {
		const facts: Fact[] = world.facts();
		const expected = scoreTable({ ...world.meaning, facts, audience, freezeAt: world.freezeAt });
		expect(await storedTable(db, world, audience)).toEqual(expected);
	}
}

describe('the stored standings', () => {
	it('equal the domain’s table after every batch, and a full rescore changes nothing', async () => {
		const scorer = createScorer({ connections: db.connections, log: silent });
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.array(happenings, { maxLength: 25 }), { minLength: 1, maxLength: 5 }),
				fc.constantFrom('any' as const, 'shared-in-contest' as const),
				fc.option(fc.nat({ max: 100 })),
				fc.subarray([...REQUIREMENTS]),
				async (batches, posts, freezeHour, requires) => {
					const world = await aWorld(db, { posts, freezeHour, rules: { requires } });
					for (const batch of batches) {
						for (const one of batch) await world.happen(one);
						await scorer.drain();
						await expectTablesOf(world);
					}
					const before = await db.connections.sql`
						select person_id, metric, day::text, units, last_at, public_units, public_last_at from day_scores
						where contest_id = ${world.contest.id} order by 1, 2, 3`;
					await db.connections.sql`
						update contests set rescore_needed = true where id = ${world.contest.id}`;
					await scorer.drain();
					await expectTablesOf(world);
					const after = await db.connections.sql`
						select person_id, metric, day::text, units, last_at, public_units, public_last_at from day_scores
						where contest_id = ${world.contest.id} order by 1, 2, 3`;
					expect(after).toEqual(before);
					await world.end();
				},
			),
			{ numRuns: 20 },
		);
		await scorer.close();
	});
});
