import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { connect } from '#lib/server/db/client.ts';
import { leaveMarks } from '#lib/server/scoring/marks.ts';
import { rescoreContest } from '#lib/server/scoring/rescore.ts';
import { createScorer, type Scorer } from '#lib/server/scoring/scorer.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { TEMPLATE } from '#tests/support/template.ts';
import { keepingLog } from './door-support.ts';
import { aWorld, storedTable, type World } from './scoring-world.ts';
import { WAIT } from '../support/wait.ts';

describe('the scorer and an outage', () => {
	let db: TestDatabase;
	let world: World;
	const scorers: Scorer[] = [];

	beforeAll(async () => {
		db = await createTestDatabase({ hotMax: 8 });
		world = await aWorld(db);
	});
	afterEach(async () => {
		for (const scorer of scorers.splice(0)) await scorer.close();
	});
	afterAll(() => db.close());

	function newScorer(connections = db.connections) {
		const { log, lines } = keepingLog();
		const scorer = createScorer({ connections, log });
		scorers.push(scorer);
		return { scorer, said: () => lines.map(({ msg }) => msg) };
	}
	const points = async () =>
		(await storedTable(db, world, 'owner')).reduce((sum, row) => sum + row.points, 0);

	it('says once what is wrong when a pass fails, tries again by itself, and says that it goes on', async () => {
		const { scorer, said } = newScorer();
		await scorer.drain();
		await db.owner`alter table day_scores rename to day_scores_away`;
		scorer.start();
		scorer.start();
		await world.happen({ type: 'click', link: 0, hour: 60 });
		await vi.waitFor(() => expect(scorer.health().state).toBe('degraded'), WAIT);
		expect(scorer.health().detail).toContain('day_scores');
		scorer.wake();
		await db.owner`alter table day_scores_away rename to day_scores`;
		await vi.waitFor(() => expect(scorer.health()).toEqual({ state: 'ok' }), WAIT);
		await vi.waitFor(async () => expect(await points()).toBe(1), WAIT);
		expect(said().filter((line) => line === 'scoring failed; trying again')).toHaveLength(1);
		expect(said()).toContain('scoring goes on');
	});

	it('goes on with marks while a contest cannot be scored anew, and does not try that over and over', async () => {
		const { scorer, said } = newScorer();
		await scorer.drain();
		const { sql } = db.connections;
		await db.owner`create function refuse() returns trigger language plpgsql as
			$$ begin raise exception 'the rescore is refused'; end $$`;
		await db.owner.unsafe(`create trigger refuse before update of rebuilt_version on contests
			for each row when (old.id = '${world.contest.id}') execute function refuse()`);
		await sql`update contests set rescore_needed = true where id = ${world.contest.id}`;
		scorer.start();
		const failed = () => said().filter((line) => line === 'a rescore failed; trying again');
		await vi.waitFor(() => expect(failed()).toHaveLength(1), WAIT);
		expect(scorer.health()).toEqual({ state: 'degraded', detail: 'the rescore is refused' });
		// Two more passes find the contest still due and let it rest.
		const other = await aWorld(db, { alone: true });
		let passes = 0;
		const passed = Promise.withResolvers<void>();
		const { unlisten } = await sql.listen('board', () => {
			if (++passes === 2) passed.resolve();
			else
				void sql`update contests set board_moment = null where id = ${other.contest.id}`.execute();
		});
		await passed.promise;
		await unlisten();
		await other.end();
		expect(failed()).toHaveLength(1);
		expect(scorer.health().state).toBe('degraded');
		await db.owner`drop trigger refuse on contests`;
		await scorer.drain();
		expect(scorer.health()).toEqual({ state: 'ok' });
		const [row] = await sql<{ due: boolean }[]>`
			select rescore_needed or rescore_started as due from contests where id = ${world.contest.id}`;
		expect(row?.due).toBe(false);
	});

	it('does nothing more once it is closed, whoever wakes it', async () => {
		const { scorer, said } = newScorer();
		await scorer.close();
		scorer.start();
		scorer.wake();
		await world.happen({ type: 'click', link: 1, hour: 61 });
		expect(said()).toEqual([]);
		const [row] = await db.connections.sql<{ n: number }[]>`select count(*)::int as n from marks`;
		expect(row?.n).toBeGreaterThan(0);
		await newScorer().scorer.drain();
	});

	it('listens as soon as there is a database, when there was none at its start', async () => {
		const later = new URL(db.url);
		const name = `test_later_${randomBytes(4).toString('hex')}`;
		later.pathname = `/${name}`;
		const connections = connect(later.href, { max: 1, hotMax: 3 });
		const { scorer, said } = newScorer(connections);
		scorer.start();
		await vi.waitFor(() => expect(said()).toContain('cannot listen for marks yet'), WAIT);
		expect(scorer.health().state).toBe('degraded');
		const admin = postgres(inject('adminUrl'), { max: 1 });
		await admin`create database ${admin(name)} template ${admin(TEMPLATE)}`;
		await vi.waitFor(() => expect(scorer.health()).toEqual({ state: 'ok' }), WAIT);
		await vi.waitFor(async () => {
			const [row] = await admin<{ n: number }[]>`
				select count(*)::int as n from pg_stat_activity
				where datname = ${name} and query ilike 'listen%'`;
			expect(row?.n).toBe(1);
		}, WAIT);
		await scorers.pop()?.close();
		await connections.close();
		await admin`drop database ${admin(name)} with (force)`;
		await admin.end();
	});

	it('has nothing to score anew where there is no such contest', async () => {
		const nobody = '01900000-0000-7000-8000-000000000000';
		await expect(rescoreContest(db.connections, nobody)).rejects.toMatchObject({
			code: 'not_found',
		});
	});

	it('takes more marks than fit into one pass', async () => {
		const { scorer } = newScorer();
		const { id } = world.people[0]!;
		const from = Date.now();
		const marks = Array.from({ length: 2_300 }, (_, i) => ({
			...{ personId: id, metric: 'click' as const, at: new Date(from - i * 60_000) },
		}));
		await leaveMarks(db.connections.sql, marks);
		scorer.start();
		await vi.waitFor(async () => {
			const [row] = await db.connections.sql<{ n: number }[]>`select count(*)::int as n from marks`;
			expect(row?.n).toBe(0);
		}, WAIT);
		expect(await points()).toBe(2);
	});
});
