import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkReplay } from '#lib/domain/results/check.ts';
import { readBoard } from '#lib/server/boards/queries.ts';
import { exportContest } from '#lib/server/results/export.ts';
import { correctResult } from '#lib/server/results/correct.ts';
import { finalTable } from '#lib/server/results/final-table.ts';
import { finalizeContest } from '#lib/server/results/finalize.ts';
import { publishedReplays, readResultDocument, readResults } from '#lib/server/results/queries.ts';
import { createVoid } from '#lib/server/voids/create.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';
import { anEndedContest, anOwner, drain, failureOf, PASSWORD } from './results-world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await make.aProgram(database);
});
afterAll(() => database.close());

const system = () => database.ctx();

async function aFinalContest() {
	const contest = await anEndedContest(database);
	const input = { contest: contest.slug };
	await finalizeContest({ ctx: system(), input });
	return { ...contest, input, first: await readResults({ ctx: system(), input }) };
}

const points = (table: { points: number }[]) => table.map((row) => row.points);

describe('a correction', () => {
	it('is a second result beside the first, linked to it, with its reason; nothing of the first changes', async () => {
		const { input, first, slug, people } = await aFinalContest();
		const before = await readResultDocument({ ctx: system(), input });
		const owner = await anOwner(database);
		const { number, sha256 } = await correctResult({
			ctx: owner,
			input: {
				...{ contest: slug, reason: 'Clicks of an office robot.', password: PASSWORD },
				changes: { voids: [{ person: people[0]!.externalId }] },
			},
		});
		const second = await readResults({ ctx: system(), input });
		expect(second).toMatchObject({
			number,
			sha256,
			corrects: first.sha256,
			finalAt: first.finalAt,
		});
		expect(second.results.map((one) => [one.number, one.reason])).toEqual([
			[1, null],
			[2, 'Clicks of an office robot.'],
		]);
		expect([points(first.table), points(second.table)]).toEqual([
			[8, 4, 2],
			[4, 2],
		]);
		const one = { contest: slug, number: 1 };
		expect(await readResultDocument({ ctx: system(), input: one })).toEqual(before);
		expect((await readResults({ ctx: system(), input: one })).table).toEqual(first.table);
	});

	it('shows on the board, moves the prizes, and tells everybody in the table', async () => {
		const { id, slug, people } = await aFinalContest();
		const changes = { adjustments: [{ person: people[2]!.externalId, points: 90 }] };
		const input = { contest: slug, reason: 'A forgotten talk.', changes };
		await correctResult({ ctx: system(), input });
		const board = await readBoard({ ctx: system(), input: { contest: slug } });
		expect(points(board.rows)).toEqual([92, 8, 4]);
		expect(points(await finalTable(system(), id))).toEqual([92, 8, 4]);
		const cups = await database.connections.sql`
			select a.person_id, a.state from prize_awards a join prizes p on p.id = a.prize_id
			where a.contest_id = ${id} and p.name = 'Cup' order by a.state`;
		expect(cups).toEqual([
			{ person_id: people[2]!.id, state: 'offered' },
			{ person_id: people[0]!.id, state: 'withdrawn' },
		]);
		const told = await database.connections.sql`
			select 1 from notices where kind = 'result_corrected' and params -> 'contest' ->> 'slug' = ${slug}`;
		expect(told).toHaveLength(3);
	});

	it('is made for the people of then, whatever became of them', async () => {
		const { slug, people, input } = await aFinalContest();
		const leadership = await make.aGroup(database, 'Leadership');
		await database.connections.sql`
			insert into person_groups (person_id, group_id) values (${people[0]!.id}, ${leadership.id})`;
		await database.connections.sql`update people set name = 'Renamed' where id = ${people[1]!.id}`;
		await drain(database);
		await correctResult({ ctx: system(), input: { contest: slug, reason: 'Nothing but a test.' } });
		const { table } = await readResults({ ctx: system(), input });
		expect(points(table)).toEqual([8, 4, 2]);
		expect(table.map(({ person }) => person.name)).toEqual(people.map(({ name }) => name));
	});

	it('takes in the voids that were made since, and has a replay file of its own', async () => {
		const { slug, links, input, first } = await aFinalContest();
		await createVoid({ ctx: system(), input: { link: links[1]!.slug, reason: 'A robot.' } });
		expect((await readResults({ ctx: system(), input })).sha256).toBe(first.sha256);
		await correctResult({ ctx: system(), input: { contest: slug, reason: 'A robot.' } });
		const second = await readResults({ ctx: system(), input });
		expect(points(second.table)).toEqual([8, 2]);
		for (const [number, rows] of [
			[1, 3],
			[2, 2],
		] as const) {
			const file = await exportContest({ ctx: system(), input: { contest: slug, number } });
			const bytes = new Uint8Array(await new Response(file.stream).arrayBuffer());
			expect(checkReplay(bytes)).toMatchObject({ kind: 'equal', rows, sha256: file.sha256 });
		}
		const known = await publishedReplays({ ctx: database.ctx({ kind: 'visitor' }), input: {} });
		const newest = new Map(known.map((one) => [one.sha256, one.newest]));
		expect(newest.get(first.replaySha256)).toBe(false);
		expect(newest.get(second.replaySha256)).toBe(true);
	});

	it('needs the password, a final contest, and a second owner where an adjustment does', async () => {
		const { slug, people, input } = await aFinalContest();
		const owner = await anOwner(database);
		const reason = 'Because.';
		const noPassword = await failureOf(
			correctResult({ ctx: owner, input: { contest: slug, reason } }),
		);
		expect(noPassword.errors).toEqual([{ path: 'password', message: 'missing' }]);
		const large = { adjustments: [{ person: people[0]!.externalId, points: 101 }] };
		const refused = await failureOf(
			correctResult({
				ctx: owner,
				input: { contest: slug, reason, password: PASSWORD, changes: large },
			}),
		);
		expect(refused).toMatchObject({ code: 'conflict', reason: 'second_owner' });
		expect((await readResults({ ctx: owner, input })).results).toHaveLength(1);
		const [row] = await database.connections.sql`
			select final_at is not null as final from contests where slug = ${slug}`;
		expect(row).toEqual({ final: true });
		const open = await anEndedContest(database);
		const early = await failureOf(
			correctResult({ ctx: system(), input: { contest: open.slug, reason } }),
		);
		expect(early).toMatchObject({ code: 'conflict', reason: 'not_final' });
	});
});
