import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkReplay } from '#lib/domain/results/check.ts';
import type { Requirement } from '#lib/domain/contest/requirements.ts';
import { LESSON_KEYS } from '#lib/domain/learn/lessons/registry.ts';
import { readBoard, readMe, readStandingsPage } from '#lib/server/boards/queries.ts';
import { readUnmet } from '#lib/server/boards/unmet.ts';
import { createContest } from '#lib/server/contests/create.ts';
import { lessonPasses } from '#lib/server/db/schema/learning.ts';
import { acceptGuidelines } from '#lib/server/learning/accept-guidelines.ts';
import { pledgeDisclosure } from '#lib/server/learning/pledge-disclosure.ts';
import { publishGuidelines } from '#lib/server/learning/publish-guidelines.ts';
import { exportContest } from '#lib/server/results/export.ts';
import { finalizeContest } from '#lib/server/results/finalize.ts';
import { readResults } from '#lib/server/results/queries.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';
import { anEndedContest, anOwner, DAY, drain, failureOf, PASSWORD } from './results-world.ts';
import { strangerSays } from './stranger.ts';

let db: TestDatabase;
const ALL: Requirement[] = ['guidelines', 'certificate', 'disclosure'];
const now = new Date();
const later = (days: number) => new Date(now.getTime() + days * DAY);

beforeAll(async () => {
	db = await createTestDatabase();
	await make.aProgram(db);
});
afterAll(() => db.close());
beforeEach(async () => {
	await db.connections.sql`update contests set cancelled_at = now() where final_at is null`;
});

const rulesOf = (more: object = {}) => ({
	...{ startsAt: later(-5).toISOString(), endsAt: later(5).toISOString() },
	metrics: { click: { points: 1 } },
	...more,
});

/** Somebody with so many clicks of yesterday. */
async function clicked(clicks: number) {
	const person = await make.aPerson(db);
	const link = await make.aLink(db, { personId: person.id });
	for (let i = 0; i < clicks; i++) await make.aClick(db, link, { at: later(-1) });
	return { ...person, ctx: db.ctx(make.asActor(person), new Date()) };
}

const boardOf = async (slug: string, audience: 'public' | 'owner') => {
	const { rows, version } = await readBoard({ ctx: db.ctx(), input: { contest: slug, audience } });
	return { version, rows: rows.map((row) => [row.person.externalId, row.rank, row.points]) };
};

const guidelinesNow = async () => {
	const [row] = await db.connections.sql<{ version: number }[]>`
		select coalesce(max(version), 0)::int as version from guideline_versions`;
	return row!.version;
};
const publish = async (en: string) =>
	publishGuidelines({
		ctx: db.ctx(make.asActor(await make.aPerson(db, { role: 'owner' })), new Date()),
		input: { from: await guidelinesNow(), texts: { en, sv: null, it: null }, note: 'New.' },
	});

describe('a contest that asks for something', () => {
	it('is not made while it asks for guidelines and there are none', async () => {
		const owner = db.ctx(make.asActor(await make.aPerson(db, { role: 'owner' })));
		const input = { name: 'Spring', timeZone: 'UTC', ...rulesOf({ requires: ['guidelines'] }) };
		const failure = await failureOf(createContest({ ctx: owner, input } as never));
		expect(failure).toMatchObject({ code: 'invalid', errors: [{ path: 'requires' }] });
		await make.theGuidelines(db);
		await createContest({ ctx: owner, input } as never);
	});

	it('ranks who holds everything, tells who does not what is missing, and ranks them when they have it', async () => {
		await make.theGuidelines(db);
		const first = await clicked(1);
		const late = await clicked(3);
		for (const one of ALL) await make.itHolds(db, first.id, one, later(-9));
		const earlier = await db.connections.sql<{ id: string }[]>`
			select external_id as id from people where id not in (${first.id}, ${late.id})`;
		const exclude = { people: earlier.map(({ id }) => id), teams: [], groups: [] };
		const contest = await make.aContest(db, { rules: rulesOf({ requires: ALL, exclude }) });
		await drain(db);
		const before = await boardOf(contest.slug, 'public');
		expect(before.rows).toEqual([
			[first.externalId, 1, 1],
			[late.externalId, null, 3],
		]);
		const unmet = (ctx = late.ctx) => readUnmet({ ctx, input: { contest: contest.slug } });
		expect(await unmet(first.ctx)).toBeNull();
		expect(await unmet(db.ctx())).toBeNull();
		expect(await unmet()).toMatchObject({
			...{ missing: ALL, over: false, until: later(5).toISOString() },
		});

		await pledgeDisclosure({ ctx: late.ctx, input: {} });
		await drain(db);
		expect((await unmet())?.missing).toEqual(['guidelines', 'certificate']);
		expect((await boardOf(contest.slug, 'public')).rows).toEqual(before.rows);

		await db.connections.db
			.insert(lessonPasses)
			.values(LESSON_KEYS.map((lesson) => ({ personId: late.id, lesson, at: new Date() })));
		const version = await guidelinesNow();
		const accepted = await acceptGuidelines({
			ctx: late.ctx,
			input: { version, language: 'en' },
		});
		expect(accepted).toEqual({ certified: true });
		await drain(db);
		const after = await boardOf(contest.slug, 'public');
		expect(after.version).toBeGreaterThan(before.version);
		expect(after.rows).toEqual([
			[late.externalId, 1, 3],
			[first.externalId, 2, 1],
		]);
		expect(await unmet()).toBeNull();
	});

	it('shows the public nothing of what is got while it is frozen, and the person their own place', async () => {
		const one = await clicked(9);
		const freezeAt = later(-0.5).toISOString();
		const rules = rulesOf({ requires: ['disclosure'], freezeAt, minClicks: 1 });
		const contest = await make.aContest(db, { rules });
		await drain(db);
		const own = async (audience: 'public' | 'owner') =>
			(await boardOf(contest.slug, audience)).rows.find(([id]) => id === one.externalId);
		const { version } = await boardOf(contest.slug, 'public');
		await pledgeDisclosure({ ctx: one.ctx, input: {} });
		await drain(db);
		expect(await own('public')).toEqual([one.externalId, null, 9]);
		expect((await boardOf(contest.slug, 'public')).version).toBe(version);
		expect((await own('owner'))![1]).toBe(1);
		const me = await readMe({ ctx: one.ctx, input: { contest: contest.slug } });
		expect(me.row).toMatchObject({ rank: 1, points: 9 });
		expect(await readUnmet({ ctx: one.ctx, input: { contest: contest.slug } })).toBeNull();
	});

	it('gives its unranked on the API’s pages too, each row once', async () => {
		await clicked(2);
		const contest = await make.aContest(db, { rules: rulesOf({ requires: ['certificate'] }) });
		await drain(db);
		const whole = await boardOf(contest.slug, 'public');
		const paged: unknown[] = [];
		let cursor: string | null | undefined = undefined;
		do {
			const input = { contest: contest.slug, limit: 1, cursor };
			const page: Awaited<ReturnType<typeof readStandingsPage>> = await readStandingsPage({
				ctx: db.ctx(),
				input: input as never,
			});
			paged.push(...page.rows.map((row) => [row.person.externalId, row.rank, row.points]));
			cursor = page.nextCursor;
		} while (cursor);
		expect(paged).toEqual(whole.rows);
		expect(new Set(whole.rows.map(([, rank]) => rank === null))).toContain(true);
	});

	it('asks for the guidelines that are in force when it begins', async () => {
		const person = await clicked(0);
		const version = await guidelinesNow();
		await acceptGuidelines({ ctx: person.ctx, input: { version, language: 'en' } });
		const rules = { ...rulesOf({ requires: ['guidelines'] }), startsAt: later(1).toISOString() };
		const contest = await make.aContest(db, { rules });
		await make.anAdjustment(db, contest.id, person.id, { at: now, points: 5 });
		await drain(db);
		const rank = async () =>
			(await boardOf(contest.slug, 'owner')).rows.find(([id]) => id === person.externalId)?.[1];
		expect(await rank()).toBe(1);
		await publish('Be kinder.');
		await drain(db);
		expect(await rank()).toBeNull();
		await acceptGuidelines({ ctx: person.ctx, input: { version: version + 1, language: 'en' } });
		await drain(db);
		expect(await rank()).toBe(1);
	});

	it('is made final with who lacked it unranked and without a prize, and a stranger counts the same', async () => {
		const ended = await anEndedContest(db, { rules: { requires: ['certificate'] } });
		const [most, second, third] = ended.people as [make.APerson, make.APerson, make.APerson];
		await make.itHolds(db, second.id, 'certificate', ended.startsAt);
		await make.itHolds(db, third.id, 'certificate', new Date(ended.endsAt.getTime() - 1));
		await make.itHolds(db, most.id, 'certificate', ended.endsAt);
		const owner = await anOwner(db);
		await db.connections.sql`update contests set rescore_needed = true where id = ${ended.id}`;
		await drain(db);
		await finalizeContest({ ctx: owner, input: { contest: ended.slug, password: PASSWORD } });
		const result = await readResults({ ctx: owner, input: { contest: ended.slug } });
		expect(
			result.table.map(({ person, rank, points, qualified }) => [
				...[person.externalId, rank, points, qualified],
			]),
		).toEqual([
			[second.externalId, 1, 4, undefined],
			[third.externalId, 2, 2, undefined],
			[most.externalId, null, 8, false],
		]);
		expect(
			result.prizes.map(({ winners }) => winners.map(({ person }) => person.externalId)),
		).toEqual([[second.externalId], [third.externalId]]);
		expect(result.draws[0]!.entrants).toEqual([third.externalId]);
		const file = await exportContest({ ctx: owner, input: { contest: ended.slug } });
		const bytes = new Uint8Array(await new Response(file.stream).arrayBuffer());
		expect(checkReplay(bytes)).toMatchObject({ kind: 'equal', rows: 3, people: 3 });
		const { people } = JSON.parse(new TextDecoder().decode(bytes)) as {
			people: { held?: object }[];
		};
		expect(people.every(({ held }) => Object.keys(held ?? {}).join() === 'certificate')).toBe(true);
		expect(await strangerSays(bytes)).toMatch(/^Equal: /);
	});
});
