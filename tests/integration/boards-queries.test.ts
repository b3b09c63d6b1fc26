import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoreTable, type TableRow } from '#lib/domain/scoring/table.ts';
import type { Audience, Board, BoardRow } from '#lib/domain/live/events.ts';
import {
	readBoard,
	readMe,
	readPostOfTheWeek,
	readReceipts,
	readSparklines,
	readStandingsPage,
	readTicker,
} from '#lib/server/boards/queries.ts';
import { createScorer, type Scorer } from '#lib/server/scoring/scorer.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import { asActor } from '#tests/support/people.ts';
import { aWorld, happenings, type World } from './scoring-world.ts';

let db: TestDatabase;
let scorer: Scorer;

beforeAll(async () => {
	db = await createTestDatabase();
	scorer = createScorer({ connections: db.connections, log: silent });
});
afterAll(async () => {
	await scorer.close();
	await db.close();
});

/** A moment of the contest's fifth day, when the freeze, if any, is in force. */
const NOW = new Date('2026-10-26T18:00:00.000Z');

const plain = (row: BoardRow): TableRow => ({
	rank: row.rank,
	person: row.person.externalId,
	points: row.points,
	clicks: row.clicks,
	engagement: row.engagement,
	conversions: row.conversions,
	reachedAt: row.reachedAt === null ? null : new Date(row.reachedAt),
	// These worlds ask for nothing.
	qualified: true,
});

/** Only this world's people: facts of other worlds' count in its contest too. */
const meant = (world: World, audience: Audience) =>
	scoreTable({
		...world.meaning,
		facts: world.facts(),
		audience,
		freezeAt: world.freezeAt,
	});

async function board(world: World, audience: Audience): Promise<Board> {
	return readBoard({
		ctx: db.ctx(undefined, NOW),
		input: { contest: world.contest.slug, audience, top: 1000 },
	});
}

const batches = fc.array(fc.array(happenings, { maxLength: 30 }), { minLength: 1, maxLength: 4 });
const freeze = fc.constantFrom(null, 60, 90);

describe('a board', () => {
	it('equals the domain’s table for each audience after every batch, and so do its pages', async () => {
		await fc.assert(
			fc.asyncProperty(batches, freeze, async (list, freezeHour) => {
				const world = await aWorld(db, { freezeHour, alone: true });
				for (const batch of list) {
					for (const one of batch) await world.happen(one);
					await scorer.drain();
					for (const audience of ['public', 'owner'] as const) {
						const { rows } = await board(world, audience);
						expect(rows.map(plain)).toEqual(meant(world, audience));
					}
				}
				const whole = await board(world, 'public');
				const paged: unknown[] = [];
				let cursor: string | undefined;
				do {
					const page = await readStandingsPage({
						ctx: db.ctx(undefined, NOW),
						input: { contest: world.contest.slug, limit: 2, cursor },
					});
					paged.push(...page.rows);
					cursor = page.nextCursor ?? undefined;
				} while (cursor);
				expect(paged).toEqual(
					whole.rows.map(({ movement: _, person: { externalId, name, team }, ...row }) => ({
						...row,
						person: { externalId, name, team },
					})),
				);
				await world.end();
			}),
			{ numRuns: 12 },
		);
	});

	it('has receipts whose totals are its rows, for whoever asks, and hides what is frozen from others', async () => {
		await fc.assert(
			fc.asyncProperty(batches, freeze, async (list, freezeHour) => {
				const world = await aWorld(db, { freezeHour, alone: true });
				for (const one of list.flat()) await world.happen(one);
				await scorer.drain();
				const shown = await board(world, 'public');
				const live = await board(world, 'owner');
				for (const person of world.people) {
					for (const other of world.people.slice(0, 2)) {
						const own = other.id === person.id;
						const page = await readReceipts({
							ctx: db.ctx(asActor(other), NOW),
							input: { contest: world.contest.slug, person: person.externalId, limit: 200 },
						});
						const row = (own ? live : shown).rows.find(
							(one) => one.person.externalId === person.externalId,
						);
						expect(page.totals.points).toBe(row?.points ?? 0);
						const clicks = page.totals.perMetric.find((one) => one.metric === 'click');
						expect(clicks?.counted).toBe(row?.clicks ?? 0);
						if (!own && world.freezeAt) {
							const from = world.freezeAt.toISOString();
							expect(page.receipts.filter((receipt) => receipt.at >= from)).toEqual([]);
						}
					}
					const me = await readMe({
						ctx: db.ctx(asActor(person), NOW),
						input: { contest: world.contest.slug },
					});
					const own = live.rows.find((one) => one.person.externalId === person.externalId);
					expect(me.row?.points).toBe(own?.points);
					for (const neighbour of me.around) {
						if (neighbour.person.externalId === person.externalId) continue;
						const row = shown.rows.find(
							(one) => one.person.externalId === neighbour.person.externalId,
						);
						expect(neighbour.points).toBe(row?.points);
					}
				}
				await world.end();
			}),
			{ numRuns: 8 },
		);
	});

	it('tells of the freeze nothing that is dated after it, in any of its reads', async () => {
		const world = await aWorld(db, { freezeHour: 60, alone: true });
		for (let i = 0; i < 12; i++) await world.happen({ type: 'click', link: i, hour: 60 + i });
		await scorer.drain();
		const input = { contest: world.contest.slug };
		const public_ = async () => {
			const ctx = db.ctx({ kind: 'display', id: 'd', contestId: world.contest.id }, NOW);
			const people = world.people.map((person) => person.externalId);
			const { version: _, ...shown } = await readBoard({ ctx, input });
			return {
				shown,
				ticker: await readTicker({ ctx, input }),
				week: await readPostOfTheWeek({ ctx, input }),
				lines: await readSparklines({ ctx, input: { ...input, people } }),
			};
		};
		const before = await public_();
		expect(before.shown.rows.length).toBeGreaterThan(0);
		expect(before.ticker.length).toBeGreaterThan(0);
		expect(before.week).not.toBeNull();
		expect(
			Object.values(before.lines)
				.flat()
				.some((points) => points > 0),
		).toBe(true);
		for (let i = 0; i < 12; i++) {
			await world.happen({ type: 'click', link: i, hour: 105 + i });
			await world.happen({ type: 'reading', link: i, hour: 110 + i, metric: 'like', total: 9 });
			await world.happen({ type: 'conversion', link: i, hour: 110 + i });
			await world.happen({ type: 'adjustment', person: i, hour: 110 + i, points: 5 });
		}
		await scorer.drain();
		expect(await public_()).toEqual(before);
		expect((await board(world, 'owner')).rows).not.toEqual(before.shown.rows);
		await world.end();
	});

	it('is closed to visitors, its owner’s side to employees, and a display’s to other contests', async () => {
		const world = await aWorld(db);
		const input = { contest: world.contest.slug };
		const employee = asActor(world.people[0]!);
		await expect(readBoard({ ctx: db.ctx({ kind: 'visitor' }), input })).rejects.toMatchObject({
			code: 'not_signed_in',
		});
		await expect(
			readBoard({ ctx: db.ctx(employee), input: { ...input, audience: 'owner' } }),
		).rejects.toMatchObject({ code: 'not_allowed' });
		const foreign = { kind: 'display', id: 'd', contestId: world.people[0]!.id } as const;
		await expect(readBoard({ ctx: db.ctx(foreign), input })).rejects.toMatchObject({
			code: 'not_found',
		});
		await expect(
			readStandingsPage({ ctx: db.ctx(employee), input: { ...input, cursor: 'odd' } }),
		).rejects.toMatchObject({ code: 'invalid' });
		await world.end();
	});
});
