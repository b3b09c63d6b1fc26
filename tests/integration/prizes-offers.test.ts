import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/people/permissions.ts';
import { withTransaction } from '#lib/server/context.ts';
import { contests } from '#lib/server/db/schema/contests.ts';
import { announcePrizes } from '#lib/server/prizes/announce.ts';
import { answerPrize } from '#lib/server/prizes/answer.ts';
import { approvePrize } from '#lib/server/prizes/approve.ts';
import { handOverPrize } from '#lib/server/prizes/hand-over.ts';
import { passOnPrize } from '#lib/server/prizes/pass-on.ts';
import { exportAwards, listAwards, myPrizes } from '#lib/server/prizes/queries.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aPerson, asActor, type APerson } from '#tests/support/people.ts';
import { aResult, aWonContest, type Stood } from './prizes-world.ts';

let database: TestDatabase;
let owner: Actor;
let people: [APerson, APerson, APerson, APerson];
beforeAll(async () => {
	database = await createTestDatabase();
	owner = asActor(await aPerson(database, { role: 'owner', name: 'Olga' }));
	const made = [];
	for (const name of ['Anna', 'Bo', '=Chitra', 'Davide'])
		made.push(await aPerson(database, { name }));
	people = made as typeof people;
});
afterAll(() => database.close());

const ranked = (...in_: APerson[]): Stood[] =>
	in_.map((person, i) => ({ person, rank: i + 1, points: 90 - i }));
const list = (contest: string, state: 'all' | 'todo' | 'offered' | 'declined' = 'all') =>
	listAwards({ ctx: database.ctx(owner), input: { contest, state } });
const told = (contestSlug: string) =>
	database.connections.sql<{ name: string; kind: string; state: string | null }[]>`
		select p.name, n.kind, n.params->>'state' as state from notices n join people p on p.id = n.person_id
		where n.params->'contest'->>'slug' = ${contestSlug} order by n.id`;
const decline = (person: APerson, award: string) =>
	answerPrize({
		ctx: database.ctx(asActor(person)),
		input: { award, revision: 1, answer: 'decline' },
	});

describe('a result', () => {
	test('offers each prize to those who won it, in every table, and tells them', async () => {
		const [anna, bo, chitra] = people;
		const contest = await aWonContest(database, [
			{ kind: 'place', fromPlace: 1, name: 'Gold' },
			{ kind: 'place', fromPlace: 1, ranking: 'improved', name: 'Rise' },
			{ kind: 'place', fromPlace: 1, ranking: 'bracket', bracket: 'Pune', name: 'Local' },
			{ kind: 'threshold', minPoints: 89, stock: 1, name: 'Mug' },
		]);
		const made = await aResult(database, contest, ranked(anna, bo, chitra), {
			improved: [{ person: bo, rank: 1, points: 89 }],
			brackets: { Pune: [{ person: chitra, rank: 1, points: 88 }] },
		});
		expect(made).toMatchObject({ offered: 4, withdrawn: 0 });
		const { awards } = await list(contest.slug);
		expect(awards.map(({ prize, person, slot }) => [prize.name, person.name, slot])).toEqual([
			['Gold', 'Anna', 1],
			['Rise', 'Bo', 1],
			['Local', '=Chitra', 1],
			['Mug', 'Anna', 1],
		]);
		expect((await told(contest.slug)).map(({ name, kind }) => [name, kind]).sort()).toEqual([
			['=Chitra', 'prize_won'],
			['Anna', 'prize_won'],
			['Anna', 'prize_won'],
			['Bo', 'prize_won'],
		]);
	});

	test('that is held tells nobody and lets nothing be done, until it is revealed', async () => {
		const [anna, bo] = people;
		const prize = { kind: 'place', fromPlace: 1 };
		const contest = await aWonContest(database, [prize], { heldForReveal: true });
		await aResult(database, contest, ranked(anna, bo));
		const [award] = (await list(contest.slug)).awards;
		expect(award).toMatchObject({ held: true, steps: [] });
		expect(await told(contest.slug)).toEqual([]);
		const mine = async () =>
			(await myPrizes({ ctx: database.ctx(asActor(anna)), input: {} })).filter(
				(one) => one.contest.slug === contest.slug,
			);
		expect(await mine()).toEqual([]);
		await expect(decline(anna, award!.id)).rejects.toMatchObject({ code: 'not_found' });
		await expect(
			approvePrize({ ctx: database.ctx(owner), input: { award: award!.id, revision: 1 } }),
		).rejects.toMatchObject({ reason: 'held' });

		const shown = { heldForReveal: false };
		await database.connections.db.update(contests).set(shown).where(eq(contests.id, contest.id));
		const announce = () => withTransaction(database.ctx(), (tx) => announcePrizes(tx, contest.id));
		expect(await announce()).toEqual({ told: 1 });
		expect(await announce()).toEqual({ told: 0 });
		expect(await told(contest.slug)).toMatchObject([{ name: 'Anna', kind: 'prize_won' }]);
		expect(await mine()).toHaveLength(1);
	});

	test('that cannot be stored offers nothing', async () => {
		const contest = await aWonContest(database, [{ kind: 'place', fromPlace: 1 }]);
		await expect(
			aResult(database, contest, [
				{
					person: { ...people[0], id: '0198c0de-0000-7000-8000-000000000000' },
					rank: 1,
					points: 1,
				},
			]),
		).rejects.toThrow();
		expect((await list(contest.slug)).awards).toEqual([]);
		expect(await told(contest.slug)).toEqual([]);
	});
});

describe('a correction', () => {
	test('takes back what is no longer won, offers it to who wins, and leaves the rest alone', async () => {
		const [anna, bo, chitra, davide] = people;
		const contest = await aWonContest(database, [
			{ kind: 'place', fromPlace: 1 },
			{ kind: 'place', fromPlace: 2 },
			{ kind: 'place', fromPlace: 3 },
		]);
		await aResult(database, contest, ranked(anna, bo, chitra, davide));
		const { awards: before } = await list(contest.slug);
		const delivery = { answer: 'accept' as const, delivery: 'Desk 4' };
		for (const [i, person] of [anna, bo].entries())
			await answerPrize({
				ctx: database.ctx(asActor(person)),
				input: { award: before[i]!.id, revision: 1, ...delivery },
			});
		const first = { award: before[0]!.id };
		await approvePrize({ ctx: database.ctx(owner), input: { ...first, revision: 2 } });
		await handOverPrize({ ctx: database.ctx(owner), input: { ...first, revision: 3 } });

		const made = await aResult(database, contest, ranked(davide, chitra, bo));
		expect(made).toMatchObject({ offered: 3, withdrawn: 2 });
		const { awards } = await list(contest.slug);
		expect(
			awards.map(({ prize, person, state, slot, steps, delivery: how }) => [
				...[prize.number, person.name, state, slot, steps.join(' '), how],
			]),
		).toEqual([
			[1, 'Anna', 'handed_over', 1, '', 'Desk 4'],
			[1, 'Davide', 'offered', 2, 'withdraw', null],
			[2, 'Bo', 'withdrawn', 1, '', null],
			[2, '=Chitra', 'offered', 1, 'withdraw', null],
			[3, '=Chitra', 'withdrawn', 1, '', null],
			[3, 'Bo', 'offered', 1, 'withdraw', null],
		]);
		const news = (await told(contest.slug))
			.slice(4)
			.map(({ name, kind, state }) => [...[name, state ?? kind]]);
		expect(news.sort()).toEqual([
			['=Chitra', 'prize_won'],
			['=Chitra', 'withdrawn'],
			['Anna', 'handed_over'],
			['Bo', 'prize_won'],
			['Bo', 'withdrawn'],
			['Davide', 'prize_won'],
		]);
	});

	test('which lets who had a refused piece win one of their own gives that piece on again', async () => {
		const [anna, bo, chitra, davide] = people;
		const contest = await aWonContest(database, [{ kind: 'place', fromPlace: 1, toPlace: 2 }]);
		await aResult(database, contest, ranked(anna, bo, chitra, davide));
		const { awards } = await list(contest.slug);
		await decline(anna, awards[0]!.id);
		const pass = (award: string, revision: number) =>
			passOnPrize({ ctx: database.ctx(owner), input: { award, revision } });
		expect(await pass(awards[0]!.id, 2)).toMatchObject({ to: { name: '=Chitra' } });

		await aResult(database, contest, ranked(chitra, anna, bo, davide));
		const todo = await list(contest.slug, 'todo');
		expect(todo.awards.map(({ person, next }) => [person.name, next])).toEqual([
			['Anna', 'Davide'],
		]);
		const { id, revision } = todo.awards[0]!;
		expect(await pass(id, revision)).toMatchObject({ to: { name: 'Davide' } });

		// Who refused it is out of the prizes: nobody is to have the piece that they refused.
		await aResult(database, contest, ranked(davide, chitra, bo, anna));
		const now = (await list(contest.slug)).awards;
		const inForce = now.filter(({ state }) => state === 'offered');
		expect(inForce.map(({ person }) => person.name).sort()).toEqual(['=Chitra', 'Davide']);
		expect((await list(contest.slug, 'todo')).awards).toEqual([]);
		await expect(pass(id, revision + 1)).rejects.toMatchObject({ code: 'conflict' });
	});

	test('and who presses meanwhile come one after the other', async () => {
		const [anna, bo] = people;
		for (let round = 0; round < 4; round++) {
			const contest = await aWonContest(database, [{ kind: 'place', fromPlace: 1 }]);
			await aResult(database, contest, ranked(anna, bo));
			const { awards } = await list(contest.slug);
			const award = awards[0]!.id;
			await decline(anna, award);
			const pass = () => passOnPrize({ ctx: database.ctx(owner), input: { award, revision: 2 } });
			const correct = () => aResult(database, contest, ranked(bo, anna));
			const presses = round % 2 ? [pass(), correct()] : [correct(), pass()];
			await Promise.allSettled(presses);
			const now = (await list(contest.slug)).awards;
			const inForce = now.filter(({ state }) => state === 'offered');
			expect(inForce.map(({ person, slot }) => [person.name, slot])).toEqual([['Bo', 1]]);
		}
	});
});

describe('the list', () => {
	test('shows what there is to do, one state or all, of one contest or every one, with their numbers', async () => {
		const [anna, bo, chitra] = people;
		const contest = await aWonContest(database, [{ kind: 'place', fromPlace: 1, toPlace: 3 }]);
		await aResult(database, contest, ranked(anna, bo, chitra));
		const { awards } = await list(contest.slug);
		await decline(anna, awards[0]!.id);
		const todo = await list(contest.slug, 'todo');
		expect(todo.awards.map(({ state }) => state)).toEqual(['declined']);
		expect(todo.counts).toEqual({
			...{ todo: 1, all: 3, offered: 2, declined: 1 },
			...{ accepted: 0, approved: 0, handed_over: 0, withdrawn: 0 },
		});
		expect((await list(contest.slug, 'offered')).awards).toHaveLength(2);
		const every = await listAwards({ ctx: database.ctx(owner), input: { state: 'all' } });
		expect(every.counts.all).toBeGreaterThan(3);
		expect(every.contests).toContainEqual({ slug: contest.slug, name: contest.name });
		expect((await list('no-such-contest')).awards).toEqual([]);
	});

	test('is turned page by page', async () => {
		const many: Stood[] = [];
		for (let i = 0; i < 101; i++)
			many.push({ person: await aPerson(database), rank: 1, points: 5 });
		const contest = await aWonContest(database, [{ kind: 'threshold', minPoints: 1 }]);
		await aResult(database, contest, many);
		const page = (number: number) =>
			listAwards({
				ctx: database.ctx(owner),
				input: { contest: contest.slug, state: 'all', page: number },
			});
		const [first, second] = [await page(1), await page(2)];
		expect([first.awards.length, first.more]).toEqual([100, true]);
		expect([second.awards.length, second.more]).toEqual([1, false]);
		expect(second.awards[0]?.slot).toBe(101);
	});

	test('is downloaded as CSV in which no name is run as a formula, and that is written down', async () => {
		const [, , chitra] = people;
		const contest = await aWonContest(database, [{ kind: 'place', fromPlace: 1 }]);
		await aResult(database, contest, ranked(chitra));
		const { awards } = await list(contest.slug);
		await answerPrize({
			ctx: database.ctx(asActor(chitra)),
			input: { award: awards[0]!.id, revision: 1, answer: 'accept', delivery: '+46 70 1' },
		});
		const ctx = database.ctx(owner);
		const input = { contest: contest.slug, state: 'all' as const };
		const csv = await exportAwards({ ctx, input });
		expect(csv).toContain(`"'=Chitra"`);
		expect(csv).not.toContain('+46');
		expect(await exportAwards({ ctx, input: { ...input, delivery: true } })).toContain(
			`"'+46 70 1"`,
		);
		const { sql } = database.connections;
		expect(
			await sql`select details->'delivery' as delivery, details->'awards' as awards from audit_entries
				where action = 'prize.export' order by id`,
		).toEqual([
			{ delivery: false, awards: 1 },
			{ delivery: true, awards: 1 },
		]);
	});

	test('is for owners only', async () => {
		const ctx = database.ctx(asActor(people[0], 'manager'));
		for (const query of [listAwards, exportAwards])
			await expect(query({ ctx, input: {} })).rejects.toMatchObject({ code: 'not_allowed' });
		expect(await myPrizes({ ctx: database.ctx(), input: {} })).toEqual([]);
	});
});
