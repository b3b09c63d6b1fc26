import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordEvents } from '#lib/server/api/record-events.ts';
import { withTransaction } from '#lib/server/context.ts';
import { adjustmentRequests, disputes, integrityFlags } from '#lib/server/db/schema/integrity.ts';
import { exportContest } from '#lib/server/results/export.ts';
import { finalTable } from '#lib/server/results/final-table.ts';
import { finalizeContest, readFinalization } from '#lib/server/results/finalize.ts';
import { publishedReplays, readResults } from '#lib/server/results/queries.ts';
import { leaveMarks } from '#lib/server/scoring/marks.ts';
import { createScorer } from '#lib/server/scoring/scorer.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';
import {
	anEndedContest,
	anOwner,
	DAY,
	drain,
	failureOf,
	lateClick,
	NOTHING,
	PASSWORD,
	traces,
	type Ended,
} from './results-world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase({ max: 20 });
	await make.aProgram(database);
});
afterAll(() => database.close());

const system = () => database.ctx();

describe('finalising', () => {
	it('shows what it is about to fix, then fixes exactly that', async () => {
		const contest = await anEndedContest(database);
		const [first, second, third] = contest.people.map(({ externalId }) => externalId);
		const input = { contest: contest.slug };
		const shown = await readFinalization({ ctx: system(), input });
		expect(shown).toMatchObject({ ready: true, blockers: [], people: 3, facts: 7, revision: 1 });
		expect(shown.table.map((row) => [row.rank, row.person.externalId, row.points])).toEqual([
			[1, first, 8],
			[2, second, 4],
			[3, third, 2],
		]);
		expect(shown.prizes[0]?.winners.map(({ person }) => person.externalId)).toEqual([first]);
		expect(shown.draws[0]?.entrants).toEqual([second, third]);
		// Who is drawn is nobody's to know while it can still be changed.
		const drawn = shown.prizes.find(({ kind }) => kind === 'draw');
		expect(drawn?.winners).toEqual([]);
		const [{ seed }] = (await database.connections.sql`
			select draw_seed as seed from contests where id = ${contest.id}`) as [{ seed: string }];
		expect(JSON.stringify(shown)).not.toContain(seed);

		const { sha256 } = await finalizeContest({ ctx: system(), input });
		const results = await readResults({ ctx: system(), input });
		expect(results).toMatchObject({
			...{ sha256, number: 1, facts: 7, factsDigest: shown.factsDigest, corrects: null },
			...{ table: shown.table, draws: shown.draws },
		});
		const placed = results.prizes.filter(({ kind }) => kind !== 'draw');
		expect(placed).toEqual(shown.prizes.filter(({ kind }) => kind !== 'draw'));
		expect(results.prizes.find(({ kind }) => kind === 'draw')?.winners).toHaveLength(1);
		expect(await traces(database, contest)).toMatchObject({
			results: 1,
			files: 1,
			final: true,
			awards: 2,
		});
		expect(await finalTable(system(), contest.id)).toMatchObject(
			contest.people.map(({ id: personId }) => ({ personId })),
		);
	});

	it('tells everybody in the table once, and the audit says what was fixed', async () => {
		const contest = await anEndedContest(database);
		const input = { contest: contest.slug };
		const { facts } = await readFinalization({ ctx: system(), input });
		const { sha256 } = await finalizeContest({ ctx: system(), input });
		const told = await database.connections.sql`
			select person_id from notices where kind = 'result_final'
				and params -> 'contest' ->> 'slug' = ${contest.slug}`;
		expect(told).toHaveLength(3);
		const [entry] = await database.connections.sql`
			select action, details from audit_entries
			where target = ${`contest:${contest.id}`} and action = 'contest.finalize'`;
		expect(entry?.details).toMatchObject({ sha256, facts, after: { phase: 'final' } });
	});

	it('takes no fact of its time box any more, and is not done twice', async () => {
		const contest = await anEndedContest(database);
		const input = { contest: contest.slug };
		await finalizeContest({ ctx: system(), input });
		const { rejected } = await recordEvents({
			ctx: system(),
			input: { events: [lateClick(contest)] },
		});
		expect(rejected).toMatchObject([{ reason: 'contest_final' }]);
		const again = await failureOf(finalizeContest({ ctx: system(), input }));
		expect([again.code, again.errors.map(({ path }) => path)]).toEqual(['conflict', ['phase']]);
	});

	it('makes one result when two servers finalise at once', async () => {
		const contest = await anEndedContest(database);
		const input = { contest: contest.slug };
		const tries = await Promise.allSettled(
			Array.from({ length: 6 }, () => finalizeContest({ ctx: system(), input })),
		);
		expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		for (const one of tries) {
			if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'conflict' });
		}
		expect(await traces(database, contest)).toMatchObject({ results: 1, awards: 2, entries: 2 });
	});
});

describe('what it waits for', () => {
	const blockersOf = async (contest: Ended) => {
		const { blockers } = await readFinalization({
			ctx: system(),
			input: { contest: contest.slug },
		});
		const refusal = await failureOf(
			finalizeContest({ ctx: system(), input: { contest: contest.slug } }),
		);
		expect(refusal).toMatchObject({ code: 'conflict', reason: 'not_ready' });
		expect(refusal.errors.map(({ path }) => path)).toEqual(blockers.map(({ key }) => key));
		expect(await traces(database, contest)).toMatchObject(NOTHING);
		return blockers;
	};

	it('is the end of settling, to the hour', async () => {
		const contest = await anEndedContest(database, { rules: { settleHours: 6 * 24 } });
		const until = new Date(contest.endsAt.getTime() + 6 * DAY).toISOString();
		expect(await blockersOf(contest)).toEqual([{ key: 'settling', until }]);
	});

	it('is a contest that is still running', async () => {
		const endsAt = new Date(Date.now() + DAY).toISOString();
		const contest = await anEndedContest(database, { rules: { endsAt } });
		expect((await blockersOf(contest)).map(({ key }) => key)).toEqual(['phase', 'settling']);
	});

	it('is every open flag, dispute and adjustment that waits for a second owner', async () => {
		const contest = await anEndedContest(database);
		const [person] = contest.people;
		const ids = { contestId: contest.id, personId: person!.id };
		const { db } = database.connections;
		const flag = { ...ids, signal: 'burst', evidence: {}, weight: 1 };
		await db.insert(integrityFlags).values([
			{ ...flag, key: 'a' },
			{ ...flag, key: 'b' },
			{ ...flag, key: 'c', state: 'dismissed' },
		]);
		await db.insert(disputes).values({ ...ids, target: 'void', targetId: person!.id, text: 'No.' });
		await db.insert(adjustmentRequests).values({ ...ids, points: 500, reason: 'Much.' });
		expect(await blockersOf(contest)).toEqual([
			{ key: 'flags', count: 2 },
			{ key: 'disputes', count: 1 },
			{ key: 'adjustments', count: 1 },
		]);
	});

	it('is the scorer, for as long as it needs', async () => {
		const contest = await anEndedContest(database);
		const link = contest.links[2]!;
		const at = new Date(contest.startsAt.getTime() + 5 * DAY);
		await make.aClick(database, link, { at });
		await leaveMarks(database.connections.sql, [{ personId: link.personId, metric: 'click', at }]);
		const { blockers } = await readFinalization({
			ctx: system(),
			input: { contest: contest.slug },
		});
		expect(blockers).toEqual([{ key: 'rescoring', count: 1 }]);
		const finalised = finalizeContest({ ctx: system(), input: { contest: contest.slug } });
		await drain(database);
		await finalised;
		expect((await finalTable(system(), contest.id))[2]).toMatchObject({ points: 4 });
	});

	it('is whoever is recording at that moment: their facts are in', async () => {
		const contest = await anEndedContest(database);
		const scorer = createScorer({ connections: database.connections, log: silent });
		scorer.start();
		try {
			let finalised: Promise<unknown> | undefined;
			await withTransaction(system(), async (tx) => {
				const { accepted } = await recordEvents({
					ctx: tx,
					input: { events: [lateClick(contest)] },
				});
				expect(accepted).toBe(1);
				finalised = finalizeContest({ ctx: system(), input: { contest: contest.slug } });
				finalised.catch(() => undefined);
				await waitsForARow(contest.id);
			});
			await finalised;
		} finally {
			await scorer.close();
		}
		expect((await finalTable(system(), contest.id))[2]).toMatchObject({ points: 4 });
	});
});

/** Resolves once somebody waits for a row of `contests`. */
async function waitsForARow(_id: string): Promise<void> {
	for (const until = Date.now() + 5000; ; await delay(10)) {
		const rows = await database.connections.sql`
			select 1 from pg_stat_activity
			where wait_event_type = 'Lock' and query ilike '%from contests%for update%'`;
		if (rows.length > 0) return;
		if (Date.now() > until) throw new Error('Nobody waited.');
	}
}

describe('a person who finalises', () => {
	it('gives their password again', async () => {
		const contest = await anEndedContest(database);
		const ctx = await anOwner(database);
		const { slug } = contest;
		for (const [password, message] of [
			[undefined, 'missing'],
			['not it', 'wrong_password'],
		] as const) {
			const input = { contest: slug, ...(password ? { password } : {}) };
			const refusal = await failureOf(finalizeContest({ ctx, input }));
			expect(refusal).toMatchObject({ code: 'invalid', errors: [{ path: 'password', message }] });
		}
		expect(await traces(database, contest)).toMatchObject(NOTHING);
		await finalizeContest({ ctx, input: { contest: slug, password: PASSWORD } });
		const { madeBy } = await readResults({ ctx, input: { contest: slug } });
		expect(madeBy).toBe(ctx.actor.kind === 'person' ? ctx.actor.name : null);
	});

	it('is refused on a contest that changed since they looked', async () => {
		const contest = await anEndedContest(database);
		await database.connections.sql`update contests set revision = 2 where id = ${contest.id}`;
		const input = { contest: contest.slug, revision: 1 };
		const refusal = await failureOf(finalizeContest({ ctx: system(), input }));
		expect(refusal).toMatchObject({ code: 'conflict', reason: 'stale' });
		expect(await traces(database, contest)).toMatchObject(NOTHING);
	});

	it('is not somebody without the right', async () => {
		const contest = await anEndedContest(database);
		const ctx = database.ctx(make.asActor(contest.people[0]!));
		const refusal = await failureOf(finalizeContest({ ctx, input: { contest: contest.slug } }));
		expect(refusal.code).toBe('not_allowed');
	});
});

describe('standings that differ from the facts', () => {
	it('are not signed: the contest is scored anew and can be made final then', async () => {
		const contest = await anEndedContest(database);
		const [first] = contest.people;
		await database.connections.sql`
			update standings set points = points + 1 where contest_id = ${contest.id}
				and person_id = ${first!.id}`;
		const input = { contest: contest.slug };
		const refusal = await failureOf(finalizeContest({ ctx: system(), input }));
		expect(refusal).toMatchObject({ code: 'conflict', reason: 'standings_differ' });
		expect(refusal.errors.map(({ path }) => path)).toEqual([first!.externalId]);
		const [row] = await database.connections.sql`
			select rescore_needed, final_at from contests where id = ${contest.id}`;
		expect(row).toEqual({ rescore_needed: true, final_at: null });
		await drain(database);
		await finalizeContest({ ctx: system(), input });
	});
});

describe('a result that is held for its reveal', () => {
	it('exists for owners only, and nobody is told', async () => {
		const contest = await anEndedContest(database);
		const input = { contest: contest.slug };
		await finalizeContest({ ctx: system(), input: { ...input, hold: true } });
		expect(await traces(database, contest)).toMatchObject({ results: 1, held: true, notices: 0 });
		const ctx = database.ctx(make.asActor(contest.people[0]!));
		for (const read of [readResults, exportContest]) {
			const refusal = await failureOf(read({ ctx, input }));
			expect(refusal).toMatchObject({ code: 'conflict', reason: 'held' });
		}
		const { replaySha256 } = await readResults({ ctx: await anOwner(database), input });
		const known = await publishedReplays({ ctx: database.ctx({ kind: 'visitor' }), input: {} });
		expect(known.map(({ sha256 }) => sha256)).not.toContain(replaySha256);
		await database.connections.sql`
			update contests set held_for_reveal = false where id = ${contest.id}`;
		await readResults({ ctx, input });
		const now = await publishedReplays({ ctx: database.ctx({ kind: 'visitor' }), input: {} });
		expect(now.map(({ sha256 }) => sha256)).toContain(replaySha256);
	});
});
