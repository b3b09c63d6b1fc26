import { afterAll, beforeAll, expect, it } from 'vitest';
import { readReveal, rehearseReveal } from '#lib/server/reveals/queries.ts';
import { startReveal } from '#lib/server/reveals/start.ts';
import { stepReveal } from '#lib/server/reveals/step.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { asActor } from '#tests/support/people.ts';
import { aHeldContest, type Course } from './reveal-world.ts';

let db: TestDatabase;
beforeAll(async () => {
	db = await createTestDatabase();
});
afterAll(() => db.close());

/** Two who share the first place, for which there is one voucher; without a result lots have not decided between them. */
const SHARED: readonly Course[] = [
	['Ana', 510, 661],
	['Bo', 410, 661],
	['Cy', 309, 337],
];

async function oneVoucher(final: boolean) {
	const held = await aHeldContest(db, { courses: SHARED, final });
	await db.connections.sql`
		update prizes set stock = 1 where contest_id = ${held.contest.id} and name = 'Voucher'`;
	return { ...held, ctx: db.ctx(asActor(held.owner)), input: { contest: held.contest.slug } };
}

it('a rehearsal before the result leaves out what lots decide among those who share a place', async () => {
	const { ctx, input } = await oneVoucher(false);
	const { total, complete } = await rehearseReveal({ ctx, input: { ...input, step: 0 } });
	expect(complete).toBe(false);
	const { scene } = await rehearseReveal({ ctx, input: { ...input, step: total } });
	expect(scene.kind).toBe('end');
	expect(scene.rows.map(({ rank, points }) => [rank, points])).toEqual([
		[1, 661],
		[1, 661],
		[3, 337],
	]);
	expect(scene.won.map(({ name, count }) => [name, count])).toEqual([['Mug', 2]]);
});

it('a reveal gives the one piece of a shared place to whom lots gave it', async () => {
	const { ctx, input, employee } = await oneVoucher(true);
	const { total } = await startReveal({ ctx, input });
	for (let to = 1; to <= total; to++)
		await stepReveal({ ctx, input: { ...input, to, revision: to } });
	const { shown, scene } = await readReveal({ ctx: db.ctx(asActor(employee)), input });
	const told = shown.flatMap(({ prizes }) =>
		prizes.map(({ name, winners }) => [name, winners.map((one) => one.name)]),
	);
	expect(told.filter(([name]) => name === 'Voucher')).toEqual([['Voucher', ['Bo']]]);
	expect(scene!.won.map(({ name, count }) => [name, count])).toContainEqual(['Voucher', 1]);
});
