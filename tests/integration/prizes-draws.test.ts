import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/people/permissions.ts';
import { findLot, redoDraw } from '#lib/domain/prizes/redo.ts';
import { readDrawList, readDraws } from '#lib/server/prizes/draws.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aPerson, aProgram, asActor, type APerson } from '#tests/support/people.ts';
import { aResult, aWonContest } from './prizes-world.ts';

let database: TestDatabase;
let people: APerson[];
let employee: Actor;
const VISITOR: Actor = { kind: 'visitor' };
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	people = [];
	for (const name of ['Anna', 'Bo', 'Chitra', 'Davide', 'Eva'])
		people.push(await aPerson(database, { name }));
	employee = asActor(people[4]!);
});
afterAll(() => database.close());

const PRIZES = [
	{ kind: 'place', fromPlace: 1 },
	{ kind: 'draw', winners: 2, minPoints: 10, excludePlaceWinners: true, name: 'Mug' },
];
const stood = () => people.map((person, i) => ({ person, rank: i + 1, points: 50 - 10 * i }));
const read = (actor: Actor, contest: string) =>
	readDraws({ ctx: database.ctx(actor), input: { contest } });
const readList = (actor: Actor, contest: string, prize = 2) =>
	readDrawList({ ctx: database.ctx(actor), input: { contest, prize } });

test('a colleague does a draw again from ids, and sees the names', async () => {
	const contest = await aWonContest(database, PRIZES);
	await aResult(database, contest, stood());
	const lots = people
		.slice(1)
		.map(({ externalId, name }) => ({
			name,
			lot: createHmac('sha256', contest.drawSeed).update(`2:${externalId}`).digest('hex'),
		}))
		.sort((a, b) => (a.lot < b.lot ? -1 : 1));
	const drawn = lots.slice(0, 2).map(({ name }) => name);
	expect(await read(employee, contest.slug)).toEqual({
		...{ slug: contest.slug, name: contest.name, seed: contest.drawSeed, named: true },
		seedHash: createHash('sha256').update(contest.drawSeed).digest('hex'),
		draws: [{ prize: 2, name: 'Mug', winners: 2, entrants: 4, drawn }],
	});
	const list = await readList(employee, contest.slug);
	expect(list.lotsOnly).toBe(false);
	const redone = redoDraw(list);
	expect(redone).toMatchObject({ seedFits: true, same: true });
	expect(redone.winners.map(({ name }) => name)).toEqual(drawn);
});

test('a stranger does it again from lots, and learns no name and no id', async () => {
	const contest = await aWonContest(database, PRIZES);
	await aResult(database, contest, stood());
	const page = await read(VISITOR, contest.slug);
	expect(page).toMatchObject({ named: false, seed: contest.drawSeed });
	const list = await readList(VISITOR, contest.slug);
	expect(list).toMatchObject({ lotsOnly: true, winners: 2, prize: 2 });
	expect(redoDraw(list)).toMatchObject({ seedFits: true, same: true });
	expect(redoDraw(list).winners.map(({ name }) => name)).toEqual(page.draws[0]?.drawn);
	const public_ = JSON.stringify([page, list]);
	for (const { externalId, name, email } of people)
		for (const text of [externalId, name, email]) expect(public_).not.toContain(text);
	expect(findLot(list, people[1]!.externalId)).toMatchObject({
		lot: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
	});
	expect(findLot(list, people[0]!.externalId)).toBe(null);
});

test('before the result is shown there is the hash and nothing else', async () => {
	const ahead = new Date(Date.now() + 86_400_000);
	const running = await aWonContest(database, PRIZES, { finalAt: null });
	const held = await aWonContest(database, PRIZES, { heldForReveal: true });
	await aResult(database, held, stood());
	for (const { slug, drawSeed } of [running, held])
		for (const actor of [VISITOR, employee]) {
			const page = await read(actor, slug);
			expect(page).toMatchObject({ seed: null, draws: [], seedHash: expect.any(String) as string });
			expect(JSON.stringify(page)).not.toContain(drawSeed);
			await expect(readList(actor, slug)).rejects.toMatchObject({ code: 'not_found' });
		}
	const scheduled = await aWonContest(database, PRIZES, {
		...{ finalAt: null, startsAt: ahead, endsAt: new Date(ahead.getTime() + 1000) },
	});
	const cancelled = await aWonContest(database, PRIZES, {
		...{ finalAt: null, cancelledAt: new Date() },
	});
	for (const { slug } of [scheduled, cancelled, { slug: 'none' }])
		await expect(read(VISITOR, slug)).rejects.toMatchObject({ code: 'not_found' });
});

test('there is no list of a prize that was not drawn', async () => {
	const contest = await aWonContest(database, PRIZES);
	await aResult(database, contest, stood());
	for (const prize of [1, 3])
		await expect(readList(VISITOR, contest.slug, prize)).rejects.toMatchObject({
			code: 'not_found',
		});
});
