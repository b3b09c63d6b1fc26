import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import fc from 'fast-check';
import postgres from 'postgres';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dedupe } from '#lib/domain/clicks/dedupe.ts';
import { recordClicks, type OutsideClick } from '#lib/server/clicks/record-events.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aLink, aProgram } from '#tests/support/people.ts';
import { WAIT } from '../support/wait.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-05-04T08:00:00.000Z');

describe('clicks from outside', () => {
	let database: TestDatabase;
	let serial = 0;
	beforeAll(async () => {
		database = await createTestDatabase();
		await aProgram(database, { dedupeHours: 24 });
	});
	afterAll(() => database.close());

	const newLink = async () => {
		const link = await aLink(database);
		return { linkId: link.id, personId: link.personId, postId: link.postId };
	};
	const click = (
		link: Awaited<ReturnType<typeof newLink>>,
		visitor: string,
		hours: number,
		externalId = `click-${++serial}`,
	): OutsideClick => ({ ...link, externalId, visitor, at: new Date(START + hours * HOUR) });
	const verdictsOf = async (linkId: string) =>
		new Map(
			(
				await database.connections.db.execute<{ external_id: string; verdict: string }>(
					sql`select external_id, verdict from clicks where link_id = ${linkId}`,
				)
			).map((row) => [row.external_id, row.verdict]),
		);
	const marks = async (personId: string) =>
		(
			await database.connections.db.execute<{ n: number }>(
				sql`select count(*)::int n from marks where person_id = ${personId} and metric = 'click'`,
			)
		)[0]?.n;

	it('ends with the verdicts of the domain, in whatever order and however often they arrive', async () => {
		const arrivals = fc.record({
			clicks: fc.array(
				fc.record({
					visitor: fc.constantFrom('a', 'b'),
					hours: fc.oneof(
						fc.constantFrom(0, 24, 48, 23.999, 24.001),
						fc.double({ min: 0, max: 96, noNaN: true }),
					),
				}),
				{ minLength: 1, maxLength: 14 },
			),
			order: fc.array(fc.nat(1000), { minLength: 28, maxLength: 28 }),
			cut: fc.integer({ min: 1, max: 5 }),
		});
		await fc.assert(
			fc.asyncProperty(arrivals, async ({ clicks, order, cut }) => {
				const link = await newLink();
				const all = clicks.map(({ visitor, hours }) => click(link, visitor, hours));
				const sent = [...all, ...all]
					.map((one, index) => ({ one, key: order[index] ?? 0 }))
					.sort((a, b) => a.key - b.key)
					.map(({ one }) => one);
				for (let i = 0; i < sent.length; i += cut) {
					await recordClicks(database.ctx(), sent.slice(i, i + cut));
				}
				const expected = dedupe(
					all.map(({ externalId, at, visitor }) => ({ id: externalId, at, visitor })),
					24 * HOUR,
				);
				expect(await verdictsOf(link.linkId)).toEqual(expected);
			}),
			{ numRuns: 40 },
		);
	});

	it('takes a click exactly the window later as valid, and one millisecond earlier as a duplicate', async () => {
		const link = await newLink();
		const [first, exactly] = [click(link, 'v', 0), click(link, 'v', 24)];
		const before = { ...click(link, 'v', 24), at: new Date(START + 24 * HOUR - 1) };
		await recordClicks(database.ctx(), [first, before, exactly]);
		const verdicts = await verdictsOf(link.linkId);
		expect(verdicts.get(before.externalId)).toBe('duplicate');
		expect(verdicts.get(exactly.externalId)).toBe('valid');
	});

	it('says which were new, and leaves a mark for each person whose clicks changed', async () => {
		const link = await newLink();
		const [one, two] = [click(link, 'v', 3), click(link, 'w', 3)];
		expect(await recordClicks(database.ctx(), [one, two, one])).toEqual({
			accepted: [one.externalId, two.externalId],
			duplicates: [one.externalId],
		});
		expect(await marks(link.personId)).toBe(1);
		expect(await recordClicks(database.ctx(), [one])).toEqual({
			accepted: [],
			duplicates: [one.externalId],
		});
		expect(await marks(link.personId)).toBe(1);
		await recordClicks(database.ctx(), [click(link, 'v', 1)]);
		expect(await marks(link.personId)).toBe(3);
	});

	it('gives one sender’s id to one click when two senders race with it', async () => {
		const link = await newLink();
		const same = [click(link, 'v', 0, 'raced'), click(link, 'w', 0, 'raced')];
		const results = await Promise.all(same.map((one) => recordClicks(database.ctx(), [one])));
		expect(results.flatMap((result) => result.accepted)).toEqual(['raced']);
		expect((await verdictsOf(link.linkId)).size).toBe(1);
	});

	it('counts one visitor once when many transactions bring the clicks at the same time', async () => {
		const link = await newLink();
		await Promise.all(
			Array.from({ length: 12 }, (_, i) =>
				recordClicks(database.ctx(), [click(link, 'v', i / 10), click(link, 'w', 2 - i / 10)]),
			),
		);
		const verdicts = [...(await verdictsOf(link.linkId)).values()];
		expect(verdicts).toHaveLength(24);
		expect(verdicts.filter((verdict) => verdict === 'valid')).toHaveLength(2);
	});

	it('takes five thousand in one go, with as many statements as a hundred', async () => {
		const links = await Promise.all(Array.from({ length: 50 }, newLink));
		const many = Array.from({ length: 5000 }, (_, i) =>
			click(links[i % 50]!, `visitor-${i % 3000}`, (i * 7919) % 96),
		);
		const client = postgres(database.url, { max: 1 });
		const asked: string[] = [];
		const logger = { logQuery: (query: string) => void asked.push(query) };
		const ctx = { ...database.ctx(), db: drizzle(client, { casing: 'snake_case', logger }) };
		const take = async (some: OutsideClick[]) => {
			asked.length = 0;
			const { accepted } = await recordClicks(ctx, some);
			return { accepted: accepted.length, statements: asked.length };
		};
		const few = await take(many.slice(0, 100));
		expect(few.accepted).toBe(100);
		expect(few.statements).toBeGreaterThan(0);
		expect(await take(many.slice(100))).toEqual({ ...few, accepted: 4900 });
		await client.end();
	});

	it('are none for none, and the same id twice in one go is one click', async () => {
		expect(await recordClicks(database.ctx(), [])).toEqual({ accepted: [], duplicates: [] });
		const twice = click(await newLink(), 'a', 1);
		expect(await recordClicks(database.ctx(), [twice, twice])).toEqual({
			...{ accepted: [twice.externalId], duplicates: [twice.externalId] },
		});
	});

	it('whose id somebody else takes in the same moment are duplicates, and the others are kept', async () => {
		const [one, two] = [await newLink(), await newLink()];
		const taken = click(one, 'a', 1);
		const [held, inserted] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
		const { sql: client } = database.connections;
		const other = client.begin(async (tx) => {
			await tx`
				insert into clicks (id, external_id, link_id, person_id, post_id, at, visitor, verdict)
				values (${v7()}, ${taken.externalId}, ${two.linkId}, ${two.personId}, ${two.postId},
					${taken.at}, 'b', 'valid')`;
			inserted.resolve();
			await held.promise;
		});
		await inserted.promise;
		const kept = click(one, 'c', 1);
		const recording = recordClicks(database.ctx(), [taken, kept]);
		await vi.waitFor(async () => {
			const waiting = await client`
				select 1 from pg_stat_activity
				where datname = current_database() and wait_event_type = 'Lock'`;
			expect(waiting).toHaveLength(1);
		}, WAIT);
		held.resolve();
		await other;
		expect(await recording).toEqual({
			...{ accepted: [kept.externalId], duplicates: [taken.externalId] },
		});
		expect([...(await verdictsOf(one.linkId)).keys()]).toEqual([kept.externalId]);
	});
});
