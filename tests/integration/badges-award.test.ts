import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAwarder } from '#lib/server/badges/awarder.ts';
import { requestPass, readPass } from '#lib/server/badges/pass.ts';
import { touchBadges } from '#lib/server/badges/touch.ts';
import { createScorer } from '#lib/server/scoring/scorer.ts';
import { leaveMarks } from '#lib/server/scoring/marks.ts';
import { createVoid } from '#lib/server/voids/create.ts';
import { liftVoid } from '#lib/server/voids/lift.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import {
	aClick,
	aContest,
	aLink,
	aPerson,
	aPost,
	aProgram,
	type APerson,
} from '#tests/support/people.ts';

let database: TestDatabase;
let mira: APerson;

beforeEach(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	mira = await aPerson(database, { externalId: 'mira', name: 'Mira' });
});
afterEach(() => database.close());

const awarder = (of = database) =>
	createAwarder({ connections: of.connections, ctx: () => of.ctx(), log: of.ctx().log });

/** Scores what is marked and gives what is earned, as the running server's two loops do. */
async function settle(): Promise<void> {
	const { connections } = database;
	const scorer = createScorer({ connections, log: database.ctx().log });
	await scorer.drain();
	await scorer.close();
	await awarder().drain();
}

const awards = async () =>
	(
		await database.connections.sql<{ said: string }[]>`
			select p.external_id || ' ' || badge || ' ' || level || ' ' || reason
				|| case when taken_back_at is null then '' else ' taken' end as said
			from badge_awards a join people p on p.id = a.person_id order by 1`
	).map(({ said }) => said);

const notices = async () =>
	(
		await database.connections.sql<{ said: string }[]>`
			select kind || ' ' || coalesce(params -> 'badge' ->> 'key', params ->> 'count') as said
			from notices where kind like 'badge%' order by id`
	).map(({ said }) => said);

const told = async () =>
	(
		await database.connections.sql<{ key: string }[]>`
			select a.badge as key from webhook_messages m join badge_awards a
				on m.key = 'badge.awarded:' || a.id order by 1`
	).map(({ key }) => key);

/** A click as the API records it: with the mark that says whose facts changed. */
async function click(link: Awaited<ReturnType<typeof aLink>>, at = new Date(), count = 1) {
	const { sql } = database.connections;
	const made = [];
	for (let n = 0; n < count; n++) made.push(await aClick(database, link, { at }));
	await leaveMarks(sql, [{ personId: link.personId, metric: 'click', at }]);
	return made;
}

describe('a fact that came', () => {
	test('earns its badge once, tells the person and other systems, and again changes nothing', async () => {
		await click(await aLink(database, { personId: mira.id }));
		await settle();
		expect(await awards()).toEqual(['mira first-click 1 once']);
		expect(await notices()).toEqual(['badge_awarded first-click']);
		expect(await told()).toEqual(['first-click']);
		await click(await aLink(database, { personId: mira.id, network: 'linkedin' }));
		await settle();
		expect(await awards()).toEqual(['mira first-click 1 once']);
		expect(await notices()).toHaveLength(1);
		expect(await told()).toHaveLength(1);
	});

	test('that is voided takes the badge back with a note, and gives it back when the void is lifted', async () => {
		const [one] = await click(await aLink(database, { personId: mira.id }));
		await settle();
		const { id } = await createVoid({
			ctx: database.ctx(),
			input: { event: one!.id, reason: 'A test of ours.' },
		});
		await settle();
		expect(await awards()).toEqual(['mira first-click 1 once taken']);
		expect(await notices()).toEqual(['badge_awarded first-click', 'badge_taken_back first-click']);
		await liftVoid({ ctx: database.ctx(), input: { id } });
		await settle();
		expect(await awards()).toEqual(['mira first-click 1 once']);
		expect(await notices()).toHaveLength(2);
		expect(await told()).toHaveLength(1);
	});

	test('falls on its own day where a day begins at half past an hour', async () => {
		await database.connections.sql`update program set time_zone = 'Asia/Kolkata'`;
		const link = await aLink(database, { personId: mira.id });
		// Sunday, and twenty minutes later Monday; the other days at noon.
		await click(link, new Date('2026-03-01T18:20:00.000Z'));
		await click(link, new Date('2026-03-01T18:40:00.000Z'));
		for (const day of [3, 4, 5, 6, 7]) await click(link, new Date(`2026-03-0${day}T12:00:00.000Z`));
		await settle();
		expect(await awards()).toContain('mira all-week 1 once');
	});

	test('is a reader of whoever suggested the story', async () => {
		const noor = await aPerson(database, { externalId: 'noor' });
		const post = await aPost(database, { proposedBy: noor.id });
		await click(await aLink(database, { personId: mira.id, postId: post.id }), new Date(), 50);
		await settle();
		expect(await awards()).toContain('noor story-travels 1 once');
	});

	test('while a contest is frozen is told to the person alone, and to all when it is no more', async () => {
		const hour = 3_600_000;
		const now = Date.now();
		const contest = await aContest(database, {
			startsAt: new Date(now - 48 * hour),
			rules: { freezeAt: new Date(now - 2 * hour).toISOString() },
		});
		await click(await aLink(database, { personId: mira.id }), new Date(now - hour));
		await settle();
		expect(await awards()).toEqual(['mira first-click 1 once']);
		expect(await notices()).toEqual(['badge_awarded first-click']);
		expect(await told()).toEqual([]);
		const { sql } = database.connections;
		await sql`update contests set cancelled_at = now() where id = ${contest.id}`;
		await settle();
		expect(await told()).toEqual(['first-click']);
	});

	test('is given once by two servers that look at the same time', async () => {
		await click(await aLink(database, { personId: mira.id }), new Date(), 100);
		const { connections } = database;
		const scorer = createScorer({ connections, log: database.ctx().log });
		await scorer.drain();
		await scorer.close();
		await requestPass({ ctx: database.ctx(), input: {} });
		await Promise.all([awarder().drain(), awarder().drain(), awarder().drain()]);
		expect((await awards()).filter((said) => said.includes(' clicks '))).toEqual([
			'mira clicks 1 once',
		]);
	});
});

describe('a look at everybody', () => {
	test('finds what was before, with one notice a person and none outside, and twice changes nothing', async () => {
		const noor = await aPerson(database, { externalId: 'noor' });
		for (const personId of [mira.id, noor.id]) {
			const link = await aLink(database, { personId });
			for (let n = 0; n < 120; n++) await aClick(database, link, { at: new Date(1.7e12 + n) });
		}
		await requestPass({ ctx: database.ctx(), input: { cause: 'first' } });
		await awarder().drain();
		const found = await awards();
		expect(found).toContain('noor clicks 1 once');
		expect(found).toContain('mira hit 1 once');
		expect(await notices()).toEqual(['badges_found 4', 'badges_found 4']);
		expect(await told()).toEqual([]);
		expect(await readPass({ ctx: database.ctx(), input: {} })).toMatchObject({
			...{ cause: 'first', done: 2, of: 2, awarded: 8 },
			finishedAt: expect.any(String),
		});
		await requestPass({ ctx: database.ctx(), input: {} });
		await awarder().drain();
		expect(await awards()).toEqual(found);
		expect(await notices()).toHaveLength(2);
	});

	test('goes on although somebody’s facts change all the time', async () => {
		const one = awarder();
		await requestPass({ ctx: database.ctx(), input: {} });
		one.start();
		const finished = async () =>
			(await readPass({ ctx: database.ctx(), input: {} }))?.finishedAt ?? null;
		while (!(await finished())) await touchBadges(database.ctx(), [mira.id]);
		await one.close();
	});
});
