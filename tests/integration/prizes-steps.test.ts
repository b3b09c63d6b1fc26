import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/people/permissions.ts';
import { answerPrize } from '#lib/server/prizes/answer.ts';
import { approvePrize } from '#lib/server/prizes/approve.ts';
import { handOverPrize } from '#lib/server/prizes/hand-over.ts';
import { passOnPrize } from '#lib/server/prizes/pass-on.ts';
import { listAwards, myPrizes } from '#lib/server/prizes/queries.ts';
import { sweepDeliveries } from '#lib/server/prizes/sweep.ts';
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
const mine = async (person: APerson, contest: string) =>
	(await myPrizes({ ctx: as(asActor(person)), input: {} })).filter(
		(one) => one.contest.slug === contest,
	);
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

describe('a prize that was won', () => {
	test('is offered, accepted, approved and handed over, and its winner is told each time', async () => {
		const { contest, award } = await won();
		const [anna] = people as [APerson];
		const [offered] = await mine(anna, contest.slug);
		expect(offered).toMatchObject({
			state: 'offered',
			place: 1,
			steps: ['accept', 'decline'],
			prize: { number: 1, value: '50.00', currency: 'EUR' },
			delivery: null,
		});
		await answerPrize({ ctx: as(asActor(anna)), input: { ...award, ...accept } });
		expect(await mine(anna, contest.slug)).toMatchObject([
			{ state: 'accepted', delivery: accept.delivery, steps: ['accept', 'decline'] },
		]);
		expect(await all(contest.slug)).toMatchObject([
			{ state: 'accepted', delivery: accept.delivery, steps: ['approve', 'withdraw'], revision: 2 },
		]);
		await approvePrize({ ctx: as(owner), input: { ...award, revision: 2 } });
		await handOverPrize({ ctx: as(other), input: { ...award, revision: 3 } });
		expect(await all(contest.slug)).toMatchObject([
			{ state: 'handed_over', steps: [], changedBy: 'Otto', revision: 4 },
		]);
		expect(await mine(anna, contest.slug)).toMatchObject([{ state: 'handed_over', steps: [] }]);
		expect(await notices(anna)).toMatchObject([
			{ kind: 'prize_won', prize: 'Prize 1' },
			{ kind: 'prize_changed', state: 'approved' },
			{ kind: 'prize_changed', state: 'handed_over' },
		]);
		const { sql } = database.connections;
		const audit = await sql`
			select action, details->'before'->>'state' as before, details->'after'->>'state' as after
			from audit_entries where target = ${`award:${award.award}`} order by id`;
		expect(audit).toEqual([
			{ action: 'prize.accept', before: 'offered', after: 'accepted' },
			{ action: 'prize.approve', before: 'accepted', after: 'approved' },
			{ action: 'prize.hand_over', before: 'approved', after: 'handed_over' },
		]);
		const [told] =
			await sql`select count(*)::int as n from audit_entries where details::text like '%Desk 4%'`;
		expect(told).toEqual({ n: 0 });
	});

	test('may be told another address until it is approved', async () => {
		const { contest, award } = await won();
		const ctx = as(asActor(people[0]!));
		await answerPrize({ ctx, input: { ...award, ...accept } });
		const again = { ...award, ...accept, revision: 2, delivery: 'At home' };
		expect(await answerPrize({ ctx, input: again })).toEqual({ state: 'accepted', revision: 3 });
		expect((await all(contest.slug))[0]?.delivery).toBe('At home');
		await approvePrize({ ctx: as(owner), input: { ...award, revision: 3 } });
		await expect(answerPrize({ ctx, input: { ...again, revision: 4 } })).rejects.toMatchObject({
			reason: 'step',
		});
	});

	test('is accepted by a second press whose first answer was lost, and nobody was faster', async () => {
		const { contest, award } = await won();
		const ctx = as(asActor(people[0]!));
		const press = (delivery: string) =>
			answerPrize({ ctx, input: { ...award, ...accept, delivery } });
		const twice = await Promise.all([press(accept.delivery), press(accept.delivery)]);
		expect(twice).toEqual(Array(2).fill({ state: 'accepted', revision: 2 }));
		expect(await press('At home')).toEqual({ state: 'accepted', revision: 3 });
		expect((await all(contest.slug))[0]).toMatchObject({ delivery: 'At home', revision: 3 });
		// What the winner saw is older than one press by now, and declining is another answer.
		await expect(press('Elsewhere')).rejects.toMatchObject({ reason: 'stale' });
		const decline = (revision: number) =>
			answerPrize({ ctx, input: { ...award, revision, answer: 'decline' } });
		await expect(decline(2)).rejects.toMatchObject({ reason: 'stale' });
		for (const _ of [1, 2]) expect(await decline(3)).toEqual({ state: 'declined', revision: 4 });
		const steps = await database.connections.sql`
			select action from audit_entries where target = ${`award:${award.award}`} order by id`;
		expect(steps.map(({ action }) => action)).toEqual([
			...['prize.accept', 'prize.accept', 'prize.decline'],
		]);
	});

	test('is not accepted by a second press once an owner has taken it back', async () => {
		const { award } = await won();
		const ctx = as(asActor(people[0]!));
		await withdrawPrize({ ctx: as(owner), input: { ...award, reason: 'No answer.' } });
		const press = answerPrize({ ctx, input: { ...award, ...accept } });
		await expect(press).rejects.toMatchObject({ reason: 'stale' });
	});

	test('is accepted with what is needed to deliver it, or not at all', async () => {
		const { award } = await won();
		const ctx = as(asActor(people[0]!));
		for (const delivery of ['', '  ', 'x'.repeat(1001)])
			await expect(
				answerPrize({ ctx, input: { ...award, answer: 'accept', delivery } }),
			).rejects.toMatchObject({ code: 'invalid', errors: [{ path: 'delivery' }] });
	});

	test('is nobody else’s to answer, nor an owner’s, nor a program’s', async () => {
		const { award } = await won();
		for (const actor of [asActor(people[1]!), owner, database.ctx().actor])
			await expect(
				answerPrize({ ctx: as(actor), input: { ...award, ...accept } }),
			).rejects.toMatchObject({ code: 'not_found' });
		for (const verb of [approvePrize, handOverPrize, passOnPrize])
			await expect(verb({ ctx: as(asActor(people[0]!)), input: award })).rejects.toMatchObject({
				code: 'not_allowed',
			});
		const none = { ...award, award: '0198c0de-0000-7000-8000-000000000000' };
		await expect(approvePrize({ ctx: as(owner), input: none })).rejects.toMatchObject({
			code: 'not_found',
		});
	});

	test('goes no way that its state does not allow', async () => {
		const { award } = await won();
		for (const verb of [approvePrize, handOverPrize, passOnPrize])
			await expect(verb({ ctx: as(owner), input: award })).rejects.toMatchObject({
				code: 'conflict',
				reason: 'step',
			});
	});

	test('is withdrawn with a reason that the winner reads, and its address is gone at once', async () => {
		const { contest, award } = await won();
		const [anna] = people as [APerson];
		await answerPrize({ ctx: as(asActor(anna)), input: { ...award, ...accept } });
		const input = { ...award, revision: 2 };
		await expect(
			withdrawPrize({ ctx: as(owner), input: { ...input, reason: ' ' } }),
		).rejects.toMatchObject({ errors: [{ path: 'reason' }] });
		await withdrawPrize({ ctx: as(owner), input: { ...input, reason: 'Void clicks.' } });
		expect(await mine(anna, contest.slug)).toMatchObject([
			{ state: 'withdrawn', note: 'Void clicks.', delivery: null, steps: [] },
		]);
		expect((await notices(anna)).at(-1)).toMatchObject({ state: 'withdrawn' });
		expect(await all(contest.slug)).toMatchObject([{ steps: ['pass_on'], next: 'Bo' }]);
	});
});

describe('a prize that is passed on', () => {
	test('goes to the next in place, once, and then further down', async () => {
		const { contest, award } = await won();
		const [anna, bo, chitra] = people as [APerson, APerson, APerson];
		await answerPrize({ ctx: as(asActor(anna)), input: { ...award, answer: 'decline' } });
		expect(await all(contest.slug)).toMatchObject([{ state: 'declined', next: 'Bo' }]);
		const passed = await passOnPrize({ ctx: as(owner), input: { ...award, revision: 2 } });
		expect(passed.to).toEqual({ externalId: bo.externalId, name: 'Bo' });
		expect(await all(contest.slug)).toMatchObject([
			{ state: 'declined', passedTo: 'Bo', steps: [], next: null },
			{ state: 'offered', person: { name: 'Bo' }, place: 2, slot: 1 },
		]);
		expect((await notices(bo)).at(-1)).toMatchObject({ kind: 'prize_won' });
		await expect(
			passOnPrize({ ctx: as(owner), input: { ...award, revision: 3 } }),
		).rejects.toMatchObject({ reason: 'step' });

		await answerPrize({
			ctx: as(asActor(bo)),
			input: { award: passed.id, revision: 1, answer: 'decline' },
		});
		const further = await passOnPrize({
			ctx: as(owner),
			input: { award: passed.id, revision: 2 },
		});
		expect(further.to.name).toBe('Chitra');
		expect(await mine(chitra, contest.slug)).toMatchObject([{ state: 'offered', place: 3 }]);
	});

	test('passes over who has left and who has another place, by being next in line too', async () => {
		const contest = await aWonContest(database, [
			{ kind: 'place', fromPlace: 1 },
			{ kind: 'place', fromPlace: 2 },
			{ kind: 'place', fromPlace: 1, ranking: 'improved' },
		]);
		const left = await aPerson(database, { name: 'Left', active: false });
		const [anna, bo, chitra, davide] = people as [APerson, APerson, APerson, APerson];
		const stood = [anna, bo, left, chitra, davide].map((person, i) => ({
			...{ person, rank: i + 1, points: 9 - i },
		}));
		await aResult(database, contest, stood, { improved: [{ person: davide, rank: 1, points: 5 }] });
		const to: string[] = [];
		for (const { id, person, prize } of await all(contest.slug)) {
			if (prize.number === 3) continue;
			const actor = asActor(person.name === 'Anna' ? anna : bo);
			await answerPrize({
				ctx: as(actor),
				input: { award: id, revision: 1, answer: 'decline' },
			});
			to.push((await passOnPrize({ ctx: as(owner), input: { award: id, revision: 2 } })).to.name);
		}
		expect(to).toEqual(['Chitra', 'Davide']);
	});

	test('goes to the next lot of its draw', async () => {
		const { contest, award } = await won({
			...{ kind: 'draw', winners: 1, minPoints: 0, excludePlaceWinners: false },
		});
		const [first] = await all(contest.slug);
		const winner = people.find(({ externalId }) => externalId === first!.person.externalId)!;
		await answerPrize({ ctx: as(asActor(winner)), input: { ...award, answer: 'decline' } });
		const { to } = await passOnPrize({ ctx: as(owner), input: { ...award, revision: 2 } });
		const { createHmac } = await import('node:crypto');
		const lots = people
			.map(({ externalId }) => ({
				externalId,
				lot: createHmac('sha256', contest.drawSeed).update(`1:${externalId}`).digest('hex'),
			}))
			.sort((a, b) => (a.lot < b.lot ? -1 : 1));
		expect([winner.externalId, to.externalId]).toEqual(
			lots.slice(0, 2).map(({ externalId }) => externalId),
		);
		expect((await all(contest.slug))[1]).toMatchObject({ place: 2, slot: 1 });
	});

	test('stays where nobody is left', async () => {
		const { contest, award } = await won({ kind: 'place', fromPlace: 5 });
		await answerPrize({ ctx: as(asActor(people[4]!)), input: { ...award, answer: 'decline' } });
		await expect(
			passOnPrize({ ctx: as(owner), input: { ...award, revision: 2 } }),
		).rejects.toMatchObject({ code: 'conflict', reason: 'nobody_left' });
		expect(await all(contest.slug)).toMatchObject([
			{ state: 'declined', steps: ['pass_on'], next: null, passedTo: null, revision: 2 },
		]);
	});
});

test('what was told for a delivery is kept for 30 days after the hand-over, and no longer', async () => {
	const { contest, award } = await won();
	await answerPrize({ ctx: as(asActor(people[0]!)), input: { ...award, ...accept } });
	await approvePrize({ ctx: as(owner), input: { ...award, revision: 2 } });
	const { sql } = database.connections;
	const aged = (days: number) =>
		sql`update prize_awards set updated_at = now() - make_interval(days => ${days}, mins => 1) where id = ${award.award}`;
	const sweep = () => sweepDeliveries({ ctx: database.ctx(), input: {} });
	await aged(400);
	expect(await sweep()).toEqual({ emptied: 0 });
	await handOverPrize({ ctx: as(owner), input: { ...award, revision: 3 } });
	await aged(29);
	expect(await sweep()).toEqual({ emptied: 0 });
	expect((await all(contest.slug))[0]?.delivery).toBe(accept.delivery);
	await aged(30);
	expect(await sweep()).toEqual({ emptied: 1 });
	expect((await all(contest.slug))[0]).toMatchObject({ delivery: null, state: 'handed_over' });
	expect(await sweep()).toEqual({ emptied: 0 });
	await expect(sweepDeliveries({ ctx: as(owner), input: {} })).rejects.toMatchObject({
		code: 'not_allowed',
	});
});
