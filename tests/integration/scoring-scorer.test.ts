import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoreTable } from '#lib/domain/scoring/table.ts';
import { leaveMarks } from '#lib/server/scoring/marks.ts';
import { rescoreContest } from '#lib/server/scoring/rescore.ts';
import { createScorer } from '#lib/server/scoring/scorer.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import { aWorld, storedTable, type World } from './scoring-world.ts';

let db: TestDatabase;

beforeAll(async () => {
	db = await createTestDatabase({ hotMax: 12 });
});
afterAll(async () => {
	await db.close();
});

const scorerOf = () => createScorer({ connections: db.connections, log: silent });

async function expectTables(world: World): Promise<void> {
	const facts = world.facts();
	for (const audience of ['owner', 'public'] as const) {
		const { freezeAt } = world;
		const expected = scoreTable({ ...world.meaning, facts, audience, freezeAt });
		expect(await storedTable(db, world, audience)).toEqual(expected);
	}
}

async function waitFor(done: () => Promise<boolean>): Promise<void> {
	while (!(await done())) await new Promise((resolve) => setImmediate(resolve));
}

const marksLeft = async () => {
	const [row] = await db.connections.sql<{ n: number }[]>`select count(*)::int as n from marks`;
	return row!.n;
};

describe('the scorer', () => {
	it('gives the same table when two of them work at once and the contest is scored anew meanwhile', async () => {
		const world = await aWorld(db, { freezeHour: 70 });
		const scorers = [scorerOf(), scorerOf()];
		for (const scorer of scorers) scorer.start();
		for (let i = 0; i < 240; i++) {
			if (i % 40 === 20) {
				await db.connections.sql`
					update contests set rescore_needed = true where id = ${world.contest.id}`;
			}
			await Promise.all([
				world.happen({ type: 'click', link: i, hour: 41 + i }),
				world.happen({ type: 'reading', link: i + 3, hour: 50 + i, metric: 'like', total: i % 17 }),
			]);
		}
		await scorers[0]!.drain();
		await expectTables(world);
		for (const scorer of scorers) await scorer.close();
		await world.end();
	});

	it('keeps the marks of a contest that is being scored anew, and goes on with the others', async () => {
		const held = await aWorld(db, {});
		const free = await aWorld(db, {});
		const scorer = scorerOf();
		await scorer.drain();
		const release = Promise.withResolvers<void>();
		const locked = Promise.withResolvers<void>();
		const holding = db.connections.sql.begin(async (tx) => {
			await tx`select pg_advisory_xact_lock(hashtextextended(${held.contest.id}, 7126))`;
			locked.resolve();
			await release.promise;
		});
		await locked.promise;
		scorer.start();
		await held.happen({ type: 'click', link: 0, hour: 60 });
		await free.happen({ type: 'click', link: 0, hour: 60 });
		await waitFor(async () => (await storedTable(db, free, 'owner')).length === 1);
		await expectTables(free);
		expect(await storedTable(db, held, 'owner')).toEqual([]);
		expect(await marksLeft()).toBeGreaterThan(0);
		release.resolve();
		await holding;
		await scorer.drain();
		await expectTables(held);
		expect(await marksLeft()).toBe(0);
		await scorer.close();
		await held.end();
		await free.end();
	});

	it('refuses a contest whose rules no longer parse and says so, scores the others, and catches up', async () => {
		const broken = await aWorld(db, {});
		const whole = await aWorld(db, {});
		const scorer = scorerOf();
		await scorer.drain();
		const rules = (change: ReturnType<typeof sql>) =>
			db.connections.db.execute(
				sql`update contest_rules set rules = ${change} where contest_id = ${broken.contest.id}`,
			);
		await rules(sql`rules || '{"minClicks": "many"}'`);
		await broken.happen({ type: 'click', link: 0, hour: 60 });
		await whole.happen({ type: 'click', link: 0, hour: 60 });
		await scorer.drain();
		await expectTables(whole);
		expect(await storedTable(db, broken, 'owner')).toEqual([]);
		expect(scorer.health()).toMatchObject({ state: 'degraded' });
		expect(scorer.health().detail).toContain(broken.contest.slug);
		await rules(sql`rules || '{"minClicks": 1}'`);
		await scorer.drain();
		await expectTables(broken);
		expect(scorer.health()).toEqual({ state: 'ok' });
		await scorer.close();
		await broken.end();
		await whole.end();
	});

	it('changes nothing when the same marks come again', async () => {
		const world = await aWorld(db, {});
		const scorer = scorerOf();
		for (let i = 0; i < 8; i++) await world.happen({ type: 'click', link: i, hour: 60 + i });
		await scorer.drain();
		const look = () => db.connections.sql`
			select s.*, c.board_version from standings s join contests c on c.id = s.contest_id
			where c.id = ${world.contest.id} order by person_id`;
		const before = await look();
		await leaveMarks(
			db.connections.sql,
			world.facts().flatMap((fact) => {
				if (fact.type !== 'click') return [];
				const { personId } = world.links.find((link) => link.id === fact.link)!;
				return [{ personId, metric: 'click' as const, at: fact.at }];
			}),
		);
		await scorer.drain();
		expect(await look()).toEqual(before);
		await scorer.close();
		await world.end();
	});

	it('takes in that somebody changed team or group, and who thereby ceases to compete', async () => {
		const world = await aWorld(db, {});
		const scorer = scorerOf();
		const person = world.people[0]!;
		await world.happen({ type: 'click', link: 0, hour: 60 });
		await scorer.drain();
		expect(await storedTable(db, world, 'owner')).toHaveLength(1);
		await db.connections.sql`
			insert into person_groups (person_id, group_id)
			select ${person.id}, id from groups where name = 'Leadership'`;
		await leaveMarks(db.connections.sql, [
			{ personId: person.id, metric: 'person', at: new Date() },
		]);
		await scorer.drain();
		expect(await storedTable(db, world, 'owner')).toEqual([]);
		await scorer.close();
		await world.end();
	});

	it('scores whoever has more clicks than fit into memory at once by spans of days, and counts each', async () => {
		const world = await aWorld(db, {
			alone: true,
			rules: { metrics: { click: { points: 1 } } },
		});
		const { sql: client } = db.connections;
		const { id, personId, postId } = world.links[0]!;
		const { startsAt } = world.rules;
		await client`
			insert into clicks (id, link_id, person_id, post_id, at, visitor, verdict)
			select gen_random_uuid(), ${id}, ${personId}, ${postId},
				${startsAt}::timestamptz + n * interval '12 seconds', 'v' || n, 'valid'
			from generate_series(1, 42000) n`;
		const batches: number[] = [];
		const rescored = await rescoreContest({ sql: client }, world.contest.id, ({ facts }) => {
			batches.push(facts);
		});
		expect(batches.length).toBeGreaterThan(1);
		expect(rescored.facts).toBeGreaterThanOrEqual(42_000);
		expect(await storedTable(db, world, 'owner')).toMatchObject([{ points: 42_000 }]);
		await world.end();
	});

	it('lets marks gather while screens are being told, and goes on once they are', async () => {
		const world = await aWorld(db, {});
		let open: () => void = () => undefined;
		let asked = 0;
		const passes: Promise<unknown>[] = [];
		const gate = new Promise<void>((resolve) => (open = resolve));
		const scorer = createScorer({
			...{ connections: db.connections, log: silent, mostTellingMs: 600_000 },
			screens: { ready: () => (asked++, gate), making: (pass) => passes.push(pass) },
		});
		await world.happen({ type: 'click', link: 0, hour: 60 });
		scorer.start();
		await waitFor(() => Promise.resolve(asked > 0));
		expect(await marksLeft()).toBeGreaterThan(0);
		expect(await storedTable(db, world, 'owner')).toEqual([]);
		expect(passes).toEqual([]);
		open();
		await waitFor(async () => (await storedTable(db, world, 'owner')).length === 1);
		// The screens heard of the passes that made it.
		expect(passes.length).toBeGreaterThan(0);
		await scorer.close();
		await world.end();
	});

	it('does not wait for screens for ever', async () => {
		const world = await aWorld(db, {});
		const scorer = createScorer({
			...{ connections: db.connections, log: silent, mostTellingMs: 1 },
			screens: { ready: () => new Promise<void>(() => undefined), making: () => undefined },
		});
		await world.happen({ type: 'click', link: 0, hour: 60 });
		scorer.start();
		await waitFor(async () => (await storedTable(db, world, 'owner')).length === 1);
		await scorer.close();
		await world.end();
	});

	it('counts more days in one pass than in one go, and each of them', async () => {
		const world = await aWorld(db, {});
		const scorer = scorerOf();
		await scorer.drain();
		for (let i = 0; i < 80; i++) await world.happen({ type: 'click', link: i, hour: 41 + i * 3 });
		const [days] = await db.connections.sql<{ n: number }[]>`
			select count(distinct (person_id, date_trunc('day', at)))::int as n from marks`;
		expect(days!.n).toBeGreaterThan(32);
		await scorer.drain();
		await expectTables(world);
		await scorer.close();
		await world.end();
	});

	it('does not score a final contest anew', async () => {
		const world = await aWorld(db, {});
		await db.connections.sql`update contests set final_at = now() where id = ${world.contest.id}`;
		const { sql: client } = db.connections;
		await expect(rescoreContest({ sql: client }, world.contest.id)).rejects.toMatchObject({
			code: 'conflict',
		});
	});
});
