import { afterAll, beforeAll, expect, test } from 'vitest';
import { HIDDEN_NAME } from '#lib/domain/people/appearance.ts';
import { ERASED_NAME } from '#lib/domain/people/erased.ts';
import type { Actor } from '#lib/domain/people/permissions.ts';
import { readContestPage } from '#lib/server/boards/contest-page.ts';
import { readContest } from '#lib/server/contests/queries.ts';
import { readContestScreen } from '#lib/server/displays/screen.ts';
import { setAppearance } from '#lib/server/people/appearance.ts';
import { erasePerson } from '#lib/server/people/erase.ts';
import { answerPrize } from '#lib/server/prizes/answer.ts';
import { readDraws } from '#lib/server/prizes/draws.ts';
import { passOnPrize } from '#lib/server/prizes/pass-on.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aPerson, aProgram, asActor, type APerson } from '#tests/support/people.ts';
import { aResult, aWonContest } from './prizes-world.ts';

let database: TestDatabase;
let owner: APerson;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	owner = await aPerson(database, { role: 'owner' });
});
afterAll(() => database.close());

const as = (actor: Actor) => database.ctx(actor);

/** A final contest whose second prize was drawn twice among all but the first, with who was drawn. */
async function drawn(over: Parameters<typeof aWonContest>[2] = {}) {
	const people: APerson[] = [];
	for (const name of ['Anna', 'Bo', 'Chitra', 'Davide', 'Eva'])
		people.push(await aPerson(database, { name }));
	const list = [
		{ kind: 'place', fromPlace: 1 },
		{ kind: 'draw', winners: 2, minPoints: 10, excludePlaceWinners: true },
		{ kind: 'threshold', minPoints: 1000 },
	];
	const contest = await aWonContest(database, list, over);
	const { content } = await aResult(
		database,
		contest,
		people.map((person, i) => ({ person, rank: i + 1, points: 50 - 10 * i })),
	);
	const names = content.draws[0]!.winners.map(
		(id) => people.find(({ externalId }) => externalId === id)!.name,
	);
	const input = { slug: contest.slug, page: 1 };
	const screen: Actor = { kind: 'display', id: 'd', contestId: contest.id };
	return {
		contest,
		people,
		names: names as [string, string],
		/** By prize, whom its draw gave it as the board tells it to a person, and as a display does. */
		board: async (person: APerson) =>
			(await readContestPage({ ctx: as(asActor(person)), input })).contest.prizes.map(
				(prize) => prize.drawn,
			),
		screen: async () =>
			(
				await readContestScreen({ ctx: as(screen), input: { contest: contest.slug } })
			).contest.prizes.map((prize) => prize.drawn),
	};
}

test('the board and the screen name whom a draw gave a prize, in the order of the lots', async () => {
	const { contest, people, names, board, screen } = await drawn();
	expect(names).toHaveLength(2);
	for (const reader of [people[0]!, owner])
		expect(await board(reader)).toEqual([undefined, names, undefined]);
	expect(await screen()).toEqual([undefined, names, undefined]);
	// What is told to everybody, as the API, does not name them.
	const ctx = as({ kind: 'system', name: 'test' });
	const view = await readContest({ ctx, input: { slug: contest.slug } });
	expect(JSON.stringify(view)).not.toContain(names[0]);
});

test('nobody is named before the result is shown', async () => {
	for (const over of [{ heldForReveal: true }, { finalAt: null }, { cancelledAt: new Date() }]) {
		const { people, board, screen } = await drawn(over);
		for (const reader of [people[0]!, owner])
			expect(await board(reader)).toEqual([undefined, undefined, undefined]);
		expect(await screen()).toEqual([undefined, undefined, undefined]);
	}
});

test('who declined is not named, and who has it instead is', async () => {
	const { contest, people, names, board } = await drawn();
	const first = people.find(({ name }) => name === names[0])!;
	const [award] = await database.connections.sql<{ id: string }[]>`
		select a.id from prize_awards a join prizes z on z.id = a.prize_id
		where a.contest_id = ${contest.id} and z.kind = 'draw' and a.person_id = ${first.id}`;
	const answer = { award: award!.id, revision: 1, answer: 'decline' as const };
	await answerPrize({ ctx: as(asActor(first)), input: answer });
	expect((await board(owner))[1]).toEqual([names[1]]);
	const passed = { award: award!.id, revision: 2 };
	const { to } = await passOnPrize({ ctx: as(asActor(owner)), input: passed });
	expect((await board(owner))[1]).toEqual([names[1], to.name]);
});

test('who is not shown by name there is told as in every draw, as a colleague; who was erased, elsewhere as a former one', async () => {
	const { contest, people, names, board, screen } = await drawn();
	const [first, second] = names.map((name) => people.find((one) => one.name === name)!) as [
		APerson,
		APerson,
	];
	const choose = (person: APerson, input: Parameters<typeof setAppearance>[0]['input']) =>
		setAppearance({ ctx: as(asActor(person)), input });
	await choose(first, { displays: 'pseudonym' });
	await choose(second, { boards: 'hidden' });
	expect((await board(people[0]!))[1]).toEqual([first.name, HIDDEN_NAME]);
	expect((await screen())[1]).toEqual([HIDDEN_NAME, second.name]);
	const draws = await readDraws({
		ctx: as(asActor(people[0]!)),
		input: { contest: contest.slug },
	});
	expect(draws.draws[0]!.drawn).toEqual([first.name, HIDDEN_NAME]);
	const gone = { email: second.email, confirmed: true };
	await erasePerson({ ctx: database.ctx(), input: gone });
	// What somebody chose outlives the name: a colleague stays one where they hid.
	expect((await board(people[0]!))[1]).toEqual([first.name, HIDDEN_NAME]);
	expect((await screen())[1]).toEqual([HIDDEN_NAME, ERASED_NAME]);
});
