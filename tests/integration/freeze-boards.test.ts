import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/people/permissions.ts';
import * as boards from '#lib/server/boards/queries.ts';
import { readBrackets, readImproved } from '#lib/server/brackets/queries.ts';
import { myPrizes } from '#lib/server/prizes/queries.ts';
import { correctResult } from '#lib/server/results/correct.ts';
import { exportContest } from '#lib/server/results/export.ts';
import { finalizeContest } from '#lib/server/results/finalize.ts';
import { publishedReplays, readResultDocument, readResults } from '#lib/server/results/queries.ts';
import { createScorer, type Scorer } from '#lib/server/scoring/scorer.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import { aPerson, aProgram, asActor } from '#tests/support/people.ts';
import { aFrozenWorld, everythingSeenBy, hiddenFacts, shownFacts } from './freeze-support.ts';
import type { World } from './scoring-world.ts';

let db: TestDatabase;
let scorer: Scorer;
beforeAll(async () => {
	db = await createTestDatabase();
	await aProgram(db);
	scorer = createScorer({ connections: db.connections, log: silent });
});
afterAll(async () => {
	await scorer.close();
	await db.close();
});

/** The box is 22 to 28 October, and frozen from the 24th; the database's own clock is long past its settling. */
const FROZEN = new Date('2026-10-27T18:00:00.000Z');
const SETTLING = new Date('2026-11-02T12:00:00.000Z');

/** Who sees no more than the public: an employee without facts, one with facts, a display, a token that reads. */
async function publicActors(world: World): Promise<Record<string, Actor>> {
	return {
		onlooker: asActor(await aPerson(db, { team: 'Blue' })),
		competitor: asActor(world.people[3]!),
		display: { kind: 'display', id: 'd', contestId: world.contest.id },
		token: { kind: 'token', id: 't', name: 'A test', scopes: ['read', 'events'] },
	};
}

type Seen = Awaited<ReturnType<typeof everythingSeenBy>>;

async function seenByAll(world: World, now: Date, actors: Record<string, Actor>) {
	const seen: Record<string, Seen> = {};
	for (const [name, actor] of Object.entries(actors)) {
		seen[name] = await everythingSeenBy(db, world, actor, now);
	}
	return seen;
}

/** Neighbours change with one's own live place: what is compared is that each has the figures of the board. */
function withoutNeighbours(seen: Record<string, Seen>) {
	return Object.fromEntries(
		Object.entries(seen).map(([name, { neighbours: _, ...rest }]) => [name, rest]),
	);
}

const play = async (world: World, list: ReturnType<typeof shownFacts>) => {
	for (const one of list) await world.happen(one);
	await scorer.drain();
};

describe.each([
	['frozen', FROZEN],
	['settling', SETTLING],
] as const)('while %s', (phase, now) => {
	it('nothing that anybody may read tells of what happened since the freeze', async () => {
		const world = await aFrozenWorld(db);
		await play(world, shownFacts());
		const actors = await publicActors(world);
		const before = await seenByAll(world, now, actors);
		expect(before.onlooker!.board).toMatchObject({ phase, frozen: true });
		// There is something to see in every one of them, or nothing would be proved.
		const { board, ticker, week, lines, brackets, improved, receipts, cards } = before.onlooker!;
		expect(board.rows.length).toBeGreaterThan(3);
		expect(board.teams.length).toBeGreaterThan(2);
		expect(ticker.length).toBeGreaterThan(3);
		expect(week).not.toBeNull();
		expect(Object.values(lines).flat().some(Boolean)).toBe(true);
		expect(brackets.map(({ rows }) => rows.length > 0)).toEqual([true, true]);
		expect(improved.rows.length).toBeGreaterThan(0);
		expect(receipts!.every((page) => page.receipts.length > 0)).toBe(true);
		expect(cards!.some(({ clicks }) => clicks > 0)).toBe(true);

		await play(world, hiddenFacts());
		const after = await seenByAll(world, now, actors);
		expect(withoutNeighbours(after)).toEqual(withoutNeighbours(before));
		for (const { neighbours, board: shown } of Object.values(after)) {
			for (const row of neighbours ?? []) {
				const { rank: _, movement: __, ...figures } = row;
				const public_ = shown.rows.find((one) => one.person.externalId === row.person.externalId);
				expect(public_).toMatchObject(figures);
			}
		}
		await world.end();
	});

	it('one’s own figures are live: row, gap, trend, receipts, bracket and improvement', async () => {
		const world = await aFrozenWorld(db);
		await play(world, shownFacts());
		const person = world.people[1]!;
		const contest = world.contest.slug;
		const own = async () => {
			const ctx = db.ctx(asActor(person), now);
			const { row } = await boards.readMe({ ctx, input: { contest } });
			const [receipts, lines, brackets, improved] = await Promise.all([
				boards.readReceipts({ ctx, input: { contest, person: person.externalId, limit: 200 } }),
				boards.readSparklines({ ctx, input: { contest, people: [person.externalId] } }),
				readBrackets({ ctx, input: { contest } }),
				readImproved({ ctx, input: { contest } }),
			]);
			return {
				row: row!.points,
				receipts: receipts.totals.points,
				line: lines[person.externalId]!.reduce((sum, points) => sum + points, 0),
				bracket: brackets.find((one) => one.own !== null)!.own!.points,
				improved: improved.own!.now,
			};
		};
		const before = await own();
		await play(world, hiddenFacts());
		const after = await own();
		const owner = await boards.readBoard({
			ctx: db.ctx(undefined, now),
			input: { contest, audience: 'owner', top: 100 },
		});
		const { points } = owner.rows.find((one) => one.person.externalId === person.externalId)!;
		expect(points).toBeGreaterThan(before.row);
		expect(after).toEqual({
			...{ row: points, receipts: points, line: points, bracket: points, improved: points },
		});
		await world.end();
	});

	it('the owner’s table is for owners', async () => {
		const world = await aFrozenWorld(db);
		const contest = world.contest.slug;
		for (const actor of Object.values(await publicActors(world))) {
			const ctx = db.ctx(actor, now);
			const owner = { contest, audience: 'owner' } as const;
			for (const read of [
				() => boards.readBoard({ ctx, input: owner }),
				() => boards.readStandingsPage({ ctx, input: owner }),
				() => boards.readSparklines({ ctx, input: { ...owner, people: [] } }),
			]) {
				await expect(read()).rejects.toMatchObject({ code: 'not_allowed' });
			}
		}
		await world.end();
	});
});

describe('while a final result is held for its reveal', () => {
	it('everybody sees what they saw while it settled, and no result, prize or file', async () => {
		const world = await aFrozenWorld(db);
		await play(world, shownFacts());
		const actors = await publicActors(world);
		const before = await seenByAll(world, SETTLING, actors);
		await play(world, hiddenFacts());
		const contest = world.contest.slug;
		const files = await publishedReplays({ ctx: db.ctx(), input: {} });
		await finalizeContest({ ctx: db.ctx(), input: { contest, hold: true } });
		await scorer.drain();
		// A correction before the reveal is nobody's to see either.
		const adjustments = [{ person: world.people[2]!.externalId, points: 40 }];
		const correction = { contest, reason: 'A test.', changes: { adjustments } };
		await correctResult({ ctx: db.ctx(), input: correction });
		await scorer.drain();
		const after = await seenByAll(world, SETTLING, actors);
		// That it is final is no secret; what came out of it is.
		const tables = ({ board, standings, ...seen }: Seen) => ({
			rows: [board.rows, board.teams, board.total, standings.rows],
			...{ ticker: seen.ticker, week: seen.week, lines: seen.lines, brackets: seen.brackets },
			...{ improved: seen.improved, receipts: seen.receipts, cards: seen.cards },
			...{ trends: seen.page?.trends, pageRows: seen.page?.board.rows },
		});
		for (const name of Object.keys(actors)) {
			expect(tables(after[name]!)).toEqual(tables(before[name]!));
			expect(after[name]!.board).toMatchObject({ phase: 'final', frozen: true });
			expect(after[name]!.reveal).toMatchObject({ state: 'waiting', scene: null, shown: [] });
		}
		for (const actor of Object.values(actors)) {
			const ctx = db.ctx(actor, SETTLING);
			for (const read of [
				() => readResults({ ctx, input: { contest } }),
				() => readResultDocument({ ctx, input: { contest } }),
				() => exportContest({ ctx, input: { contest } }),
			]) {
				await expect(read()).rejects.toMatchObject({ name: 'Failure' });
			}
		}
		expect(await publishedReplays({ ctx: db.ctx(), input: {} })).toEqual(files);
		for (const person of world.people) {
			expect(await myPrizes({ ctx: db.ctx(asActor(person), SETTLING), input: {} })).toEqual([]);
		}
		await world.end();
	});
});
