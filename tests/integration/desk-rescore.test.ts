import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createContest } from '#lib/server/contests/create.ts';
import { freezeContest } from '#lib/server/contests/freeze.ts';
import { readLife } from '#lib/server/contests/life.ts';
import { applyMarks } from '#lib/server/scoring/apply.ts';
import { leaveMarks } from '#lib/server/scoring/marks.ts';
import { rescoreContest } from '#lib/server/scoring/rescore.ts';
import { createScorer } from '#lib/server/scoring/scorer.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';

let database: TestDatabase;
let ida: ReturnType<typeof make.asActor>;
beforeAll(async () => {
	database = await createTestDatabase({ hotMax: 8 });
	await make.aProgram(database);
	ida = make.asActor(await make.aPerson(database, { name: 'Ida', role: 'owner' }));
});
afterAll(() => database.close());

const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
const life = (contest: string) => readLife({ ctx: database.ctx(ida), input: { contest } });

/** A running contest with 30,000 clicks of one person: two batches. */
async function manyFacts() {
	const link = await make.aLink(database);
	const { id, slug } = await createContest({
		ctx: database.ctx(ida),
		input: {
			name: 'Many facts',
			startsAt: ago(5).toISOString(),
			endsAt: ago(-5).toISOString(),
			timeZone: 'UTC',
			metrics: { click: { points: 1 } },
		},
	});
	const { sql } = database.connections;
	await sql`
		insert into clicks (id, link_id, person_id, post_id, at, visitor, verdict)
		select gen_random_uuid(), ${link.id}, ${link.personId}, ${link.postId},
			${ago(4)}::timestamptz + n * interval '14 seconds', ${id}::text || n, 'valid'
		from generate_series(1, 30000) n`;
	return { id, slug, personId: link.personId };
}

/** Both audiences' clicks of a person in a contest, as they are stored. */
async function clicksOf(contestId: string, personId: string) {
	const [row] = await database.connections.sql`
		select clicks, public_clicks as shown from standings
		where contest_id = ${contestId} and person_id = ${personId}`;
	return row as { clicks: number; shown: number } | undefined;
}

describe('scoring a contest anew', () => {
	it('shows every process how far it is', async () => {
		const { id, slug } = await manyFacts();
		const seen: unknown[] = [];
		await rescoreContest(database.connections, id, async ({ facts, of }) => {
			await vi.waitFor(
				async () =>
					expect((await life(slug)).rescoring).toEqual({ running: true, done: facts, of }),
				{ timeout: 5_000 },
			);
			seen.push(facts);
			expect(of).toBeGreaterThanOrEqual(30_000);
		});
		expect(seen.length).toBeGreaterThan(1);
		expect((await life(slug)).rescoring).toEqual({ running: false });
	});

	it('starts again when an owner freezes it meanwhile: nothing hidden is shown in between', async () => {
		const { id, slug, personId } = await manyFacts();
		let batches = 0;
		await rescoreContest(database.connections, id, async () => {
			batches += 1;
			if (batches === 1)
				await freezeContest({ ctx: database.ctx(ida), input: { contest: slug, revision: 1 } });
			expect(await clicksOf(id, personId)).toBeUndefined();
		});
		expect(batches).toBeGreaterThanOrEqual(4);
		expect((await clicksOf(id, personId))?.clicks).toBeGreaterThan(0);
		const [row] = await database.connections.sql`
			select rescore_needed, rescore_started, rescore_done from contests where id = ${id}`;
		expect(row).toEqual({ rescore_needed: false, rescore_started: false, rescore_done: null });
	});
});

describe('a contest that an owner is changing', () => {
	it('keeps no other waiting, and loses no fact of its own', async () => {
		const scorer = createScorer({ connections: database.connections, log: silent });
		const [changing, other] = [await make.aContest(database), await make.aContest(database)];
		const link = await make.aLink(database);
		await scorer.drain();
		const at = ago(1);
		await make.aClick(database, link, { at });
		await leaveMarks(database.connections.sql, [{ personId: link.personId, metric: 'click', at }]);
		await database.owner.begin(async (tx) => {
			await tx`select from contests where id = ${changing.id} for no key update`;
			const pass = await applyMarks(database.connections.sql);
			expect(pass.busy).toBe(1);
			expect((await clicksOf(other.id, link.personId))?.clicks).toBe(1);
			expect(await clicksOf(changing.id, link.personId)).toBeUndefined();
		});
		await scorer.drain();
		expect((await clicksOf(changing.id, link.personId))?.clicks).toBe(1);
		await scorer.close();
	});
});
