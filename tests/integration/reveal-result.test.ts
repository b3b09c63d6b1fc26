import { afterAll, beforeAll, expect, it } from 'vitest';
import { readBoard } from '#lib/server/boards/queries.ts';
import { finalTable } from '#lib/server/results/final-table.ts';
import { correctResult } from '#lib/server/results/correct.ts';
import { finalizeContest } from '#lib/server/results/finalize.ts';
import { readResults } from '#lib/server/results/queries.ts';
import { endReveal } from '#lib/server/reveals/end.ts';
import { readReveal } from '#lib/server/reveals/queries.ts';
import { startReveal } from '#lib/server/reveals/start.ts';
import { stepReveal } from '#lib/server/reveals/step.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';
import { anEndedContest, anOwner, DAY, failureOf, PASSWORD, traces } from './results-world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await make.aProgram(database);
});
afterAll(() => database.close());

it('a contest that is finalised and held is revealed up to its result, and only then is anybody told', async () => {
	const startsAt = Date.now() - 12 * DAY;
	const contest = await anEndedContest(database, {
		rules: { freezeAt: new Date(startsAt + 2.5 * DAY).toISOString() },
	});
	const owner = await anOwner(database);
	const employee = database.ctx(make.asActor(contest.people[2]!));
	const input = { contest: contest.slug };
	await finalizeContest({ ctx: owner, input: { ...input, hold: true, password: PASSWORD } });
	expect(await traces(database, contest)).toMatchObject({ held: true, awards: 2, notices: 0 });
	const held = await readBoard({ ctx: employee, input });
	expect(held).toMatchObject({ phase: 'final', frozen: true });
	expect(held.rows.map(({ points }) => points)).toEqual([4, 4, 2]);

	const { total } = await startReveal({ ctx: owner, input });
	const correction = { ...input, reason: 'Too late', password: PASSWORD };
	const refused = await failureOf(correctResult({ ctx: owner, input: correction }));
	expect([refused.code, refused.reason]).toEqual(['conflict', 'revealing']);
	for (let to = 1; to <= total; to++) {
		await stepReveal({ ctx: owner, input: { ...input, to, revision: to } });
	}
	const { scene, shown } = await readReveal({ ctx: employee, input });
	const table = await finalTable(owner, contest.id);
	expect(scene!.rows.map(({ rank, person, points }) => [rank, person.externalId, points])).toEqual(
		table.map(({ rank, externalId, points }) => [rank, externalId, points]),
	);
	expect((await failureOf(readResults({ ctx: employee, input }))).code).toBe('conflict');
	expect(await traces(database, contest)).toMatchObject({ notices: 0 });

	await endReveal({ ctx: owner, input });
	const { prizes } = await readResults({ ctx: employee, input });
	const announced = shown.flatMap((step) =>
		step.prizes.map(({ name, winners }) => [name, winners.map((one) => one.externalId)]),
	);
	expect(announced).toEqual(
		prizes.map(({ name, winners }) => [name, winners.map(({ person }) => person.externalId)]),
	);
	const after = await readBoard({ ctx: employee, input });
	expect(after).toMatchObject({ frozen: false });
	expect(after.rows.map(({ points }) => points)).toEqual([8, 4, 2]);
	// Three stand in the table, two have won.
	expect(await traces(database, contest)).toMatchObject({ held: false, notices: 5 });
});
