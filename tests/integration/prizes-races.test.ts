import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/people/permissions.ts';
import { answerPrize } from '#lib/server/prizes/answer.ts';
import { approvePrize } from '#lib/server/prizes/approve.ts';
import { handOverPrize } from '#lib/server/prizes/hand-over.ts';
import { passOnPrize } from '#lib/server/prizes/pass-on.ts';
import { listAwards } from '#lib/server/prizes/queries.ts';
import { withdrawPrize } from '#lib/server/prizes/withdraw.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aPerson, asActor, type APerson } from '#tests/support/people.ts';
import { aResult, aWonContest } from './prizes-world.ts';

let database: TestDatabase;
let owner: Actor;
let other: Actor;
let people: APerson[];
beforeAll(async () => {
	database = await createTestDatabase({ max: 20 });
	owner = asActor(await aPerson(database, { role: 'owner', name: 'Olga' }));
	other = asActor(await aPerson(database, { role: 'owner', name: 'Otto' }));
	people = [];
	for (const name of ['Anna', 'Bo', 'Chitra', 'Davide', 'Eva'])
		people.push(await aPerson(database, { name }));
});
afterAll(() => database.close());

const as = (actor: Actor) => database.ctx(actor);
const all = async (contest: string) =>
	(await listAwards({ ctx: as(owner), input: { contest, state: 'all' } })).awards;
const notices = (person: APerson) =>
	database.connections.sql<{ kind: string; prize: string; state: string | null }[]>`
		select kind, params->>'prize' as prize, params->>'state' as state from notices
		where person_id = ${person.id} order by id`;

/** Who stands first, second, third, … in the order of `people`, and one prize for the first place. */
async function won(
	prize: Parameters<typeof aWonContest>[1][number] = { kind: 'place', fromPlace: 1 },
) {
	const contest = await aWonContest(database, [{ value: '50', currency: 'EUR', ...prize }]);
	const stood = people.map((person, i) => ({ person, rank: i + 1, points: 50 - i }));
	await aResult(database, contest, stood);
	const [award] = await all(contest.slug);
	return { contest, stood, award: { award: award!.id, revision: award!.revision } };
}
const accept = { answer: 'accept' as const, delivery: 'Desk 4, second floor' };

const outcomes = async (presses: Promise<unknown>[]) =>
	(await Promise.allSettled(presses)).map((one) =>
		one.status === 'fulfilled' ? 'done' : (one.reason as { reason?: string }).reason,
	);

test('of two owners who approve, hand over or pass on, one does', async () => {
	const { contest, award } = await won();
	await answerPrize({ ctx: as(asActor(people[0]!)), input: { ...award, ...accept } });
	for (const [verb, revision] of [
		[approvePrize, 2],
		[handOverPrize, 3],
	] as const) {
		const input = { ...award, revision };
		const presses = [owner, other, owner, other].map((actor) => verb({ ctx: as(actor), input }));
		expect((await outcomes(presses)).sort()).toEqual(['done', 'stale', 'stale', 'stale']);
	}
	expect(await notices(people[0]!)).toMatchObject(
		expect.arrayContaining([expect.objectContaining({ state: 'handed_over' })]) as [],
	);
	expect(await all(contest.slug)).toHaveLength(1);
});

test('a piece that two owners pass on goes to one person', async () => {
	const { contest, award } = await won();
	await answerPrize({ ctx: as(asActor(people[0]!)), input: { ...award, answer: 'decline' } });
	const input = { ...award, revision: 2 };
	const presses = [owner, other, owner].map((actor) => passOnPrize({ ctx: as(actor), input }));
	expect((await outcomes(presses)).sort()).toEqual(['done', 'stale', 'stale']);
	expect((await all(contest.slug)).map(({ state }) => state)).toEqual(['declined', 'offered']);
});

test('two pieces that are passed on at once go to two people', async () => {
	const contest = await aWonContest(database, [{ kind: 'place', fromPlace: 1, toPlace: 2 }]);
	const stood = people.map((person, i) => ({ person, rank: i + 1, points: 9 - i }));
	await aResult(database, contest, stood);
	const two = await all(contest.slug);
	await Promise.all(
		two.map(({ id }, i) =>
			answerPrize({
				ctx: as(asActor(people[i]!)),
				input: { award: id, revision: 1, answer: 'decline' },
			}),
		),
	);
	const presses = two.map(({ id }, i) =>
		passOnPrize({ ctx: as(i ? owner : other), input: { award: id, revision: 2 } }),
	);
	const to = (await Promise.all(presses)).map((one) => one.to.name).sort();
	expect(to).toEqual(['Chitra', 'Davide']);
});

test('of a winner who declines and an owner who approves or withdraws, one is heard', async () => {
	for (let round = 0; round < 6; round++) {
		const { contest, award } = await won();
		const winner = as(asActor(people[0]!));
		await answerPrize({ ctx: winner, input: { ...award, ...accept } });
		const input = { ...award, revision: 2 };
		const presses = [
			() => answerPrize({ ctx: winner, input: { ...input, answer: 'decline' } }),
			() =>
				round % 3
					? approvePrize({ ctx: as(owner), input })
					: withdrawPrize({ ctx: as(owner), input: { ...input, reason: 'Late.' } }),
		];
		if (round % 2) presses.reverse();
		expect((await outcomes(presses.map((press) => press()))).sort()).toEqual(['done', 'stale']);
		const [one] = await all(contest.slug);
		expect(one?.revision).toBe(3);
	}
});

test('the database itself refuses a second holder of a piece, and a second piece for a person', async () => {
	const { award } = await won();
	const { sql } = database.connections;
	const copy = (person: string, slot: number) => sql`
		insert into prize_awards (id, contest_id, prize_id, result_id, person_id, slot)
		select gen_random_uuid(), contest_id, prize_id, result_id, ${person}, ${slot}
		from prize_awards where id = ${award.award}`;
	await expect(copy(people[1]!.id, 1)).rejects.toThrow(/prize_awards_slot/);
	await expect(copy(people[0]!.id, 2)).rejects.toThrow(/prize_awards_(holder|person)/);
});
