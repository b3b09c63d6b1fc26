import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dedupe } from '#lib/domain/clicks/dedupe.ts';
import type { DoorClick } from '#lib/server/clicks/click.ts';
import { sweepClicks } from '#lib/server/clicks/sweep.ts';
import { writeBatch } from '#lib/server/clicks/write-batch.ts';
import { Salts, visitorName } from '#lib/server/door/salts.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aLink, aProgram } from '#tests/support/people.ts';
import { doorClick } from './door-clicks.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MIDNIGHT = Date.parse('2026-05-05T00:00:00.000Z');

describe('clicks around midnight and the window', () => {
	let database: TestDatabase;
	let link: Awaited<ReturnType<typeof aLink>>;
	let salts: Salts;

	beforeAll(async () => {
		database = await createTestDatabase();
		await aProgram(database, { dedupeHours: 24 });
	});
	afterAll(() => database.close());
	beforeEach(async () => {
		link = await aLink(database);
		salts = new Salts(database.connections.sql);
		await database.connections.sql`delete from visitor_salts`;
	});

	const click = (who: string, at: number) => doorClick(salts, link, { who, at });
	/** Written as it comes: the batch is judged at the instant of its last click. */
	const write = (clicks: DoorClick[], now = Math.max(...clicks.map(({ at }) => at))) =>
		writeBatch(database.connections, clicks, DAY, now);
	const stored = async () =>
		(
			await database.connections.sql<{ id: string; at: Date; visitor: string; verdict: string }[]>`
				select id, at, visitor, verdict from clicks where link_id = ${link.id} order by at, id`
		).map((row) => ({ ...row }));
	const verdicts = async () => (await stored()).map(({ verdict }) => verdict);

	it('keeps the window whole over midnight', async () => {
		await write([click('a', MIDNIGHT - 5 * HOUR)]);
		await salts.refresh(MIDNIGHT);
		await write([click('a', MIDNIGHT + 2 * HOUR)]);
		await write([click('a', MIDNIGHT + 19 * HOUR - 1)]);
		await write([click('a', MIDNIGHT + 19 * HOUR)]);
		await write([click('a', MIDNIGHT + 20 * HOUR)]);
		await write([click('a', MIDNIGHT + 40 * HOUR)]);
		expect(await verdicts()).toEqual([
			...['valid', 'duplicate', 'duplicate'],
			...['valid', 'duplicate', 'duplicate'],
		]);
	});

	it('takes exactly the window later as valid and a millisecond less as a duplicate, the fast way and the late way', async () => {
		for (const now of [undefined, MIDNIGHT + 90 * DAY]) {
			link = await aLink(database);
			const first = MIDNIGHT + 10 * HOUR;
			await write([click('a', first)], now);
			await write([click('a', first + DAY - 1)], now);
			await write([click('a', first + DAY)], now);
			expect(await verdicts()).toEqual(['valid', 'duplicate', 'valid']);
		}
	});

	it('counts one visitor once when clicks of both sides of midnight are written at the same time', async () => {
		const batches = Array.from({ length: 20 }, (_, i) => [
			click('a', MIDNIGHT - 10 + i),
			click('b', MIDNIGHT + 10 - i),
		]);
		await Promise.all(batches.map((batch) => write(batch)));
		const all = await verdicts();
		expect(all).toHaveLength(40);
		expect(all.filter((verdict) => verdict === 'valid')).toHaveLength(2);
	});

	it('judges a click of yesterday that comes from the spool today together with today’s', async () => {
		const spooled = click('a', MIDNIGHT - HOUR);
		await write([click('a', MIDNIGHT + HOUR)]);
		await write([spooled], MIDNIGHT + 2 * HOUR);
		expect(await verdicts()).toEqual(['valid', 'duplicate']);
		await write([click('a', MIDNIGHT + 22 * HOUR)]);
		await write([click('a', MIDNIGHT + 24 * HOUR)]);
		expect(await verdicts()).toEqual(['valid', 'duplicate', 'duplicate', 'valid']);
	});

	it('judges anew what a late click comes before, and leaves marks for both', async () => {
		const at = MIDNIGHT + 8 * HOUR;
		const late = click('a', at - HOUR);
		await write([click('a', at)]);
		await database.connections.sql`delete from marks`;
		await write([late]);
		expect(await verdicts()).toEqual(['valid', 'duplicate']);
		const marks = await database.connections.sql<{ at: Date }[]>`
			select at from marks where person_id = ${link.personId} order by at`;
		expect(marks.map((mark) => mark.at.getTime())).toEqual([at - HOUR, at]);
	});

	it('may write any click again: it changes nothing and is never its own duplicate', async () => {
		const at = MIDNIGHT + 8 * HOUR;
		const batch = [click('a', at), click('b', at), click('a', at + 1)];
		await write(batch);
		const before = await stored();
		await write(batch);
		await write([batch[0]!]);
		await write(batch.toReversed(), at + 5 * DAY);
		expect(await stored()).toEqual(before);
		expect(before.map(({ verdict }) => verdict).sort()).toEqual(['duplicate', 'valid', 'valid']);
	});

	it('gives, replayed by the domain, the verdicts that are stored', async () => {
		let at = MIDNIGHT - 30 * HOUR;
		for (let i = 0; i < 60; i++) {
			at += Math.floor(((i * 7919) % 97) * 60_000);
			await write([click('ab'[i % 2]!, at), click('c', at + (i % 3))]);
		}
		const all = await stored();
		const replayed = dedupe(all, DAY);
		expect(all).toHaveLength(120);
		for (const { id, verdict } of all) expect(replayed.get(id)).toBe(verdict);
	});

	it('ends with the verdicts of the domain however late on their day clicks come from disk', async () => {
		const made = fc.record({
			who: fc.constantFrom('a', 'b', 'c'),
			at: fc.integer({ min: 60, max: 14 * 60 }).map((minute) => MIDNIGHT + minute * 60_000),
			lateMinutes: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 9 * 60 })),
		});
		await fc.assert(
			fc.asyncProperty(
				fc.array(made, { minLength: 5, maxLength: 40 }),
				fc.constantFrom(3 * HOUR, 6 * HOUR, DAY),
				async (clicks, windowMs) => {
					link = await aLink(database);
					const who = new Map<string, string>();
					const coming = clicks
						.toSorted((a, b) => a.at - b.at)
						.map((one) => {
							const made = click(one.who, one.at);
							who.set(made.id, one.who);
							return { made, comes: one.at + one.lateMinutes * 60_000 };
						})
						.toSorted((a, b) => a.comes - b.comes);
					// What comes within half an hour is one batch: a visitor may be in it more than once.
					while (coming.length > 0) {
						const until = coming[0]!.comes + 30 * 60_000;
						const many = coming.filter(({ comes }) => comes < until).length;
						const batch = coming.splice(0, many);
						const now = batch.at(-1)!.comes;
						await writeBatch(
							database.connections,
							batch.map(({ made }) => made),
							windowMs,
							now,
						);
					}
					const all = await stored();
					const expected = dedupe(
						all.map((row) => ({ ...row, visitor: who.get(row.id)! })),
						windowMs,
					);
					expect(all).toHaveLength(clicks.length);
					expect(all.map(({ id, verdict }) => [id, verdict])).toEqual(
						all.map(({ id }) => [id, expected.get(id)]),
					);
				},
			),
			{ numRuns: 25 },
		);
	});

	it('does not let two batches with the same visitors in other orders wait for one another', async () => {
		const at = MIDNIGHT + 8 * HOUR;
		const visitors = Array.from({ length: 40 }, (_, i) => `v${i}`);
		await Promise.all(
			Array.from({ length: 30 }, (_, i) => {
				const clicks = visitors.map((who) => click(who, at + i));
				return write(i % 2 ? clicks : clicks.toReversed(), at + 30);
			}),
		);
		const all = await verdicts();
		expect(all).toHaveLength(1200);
		expect(all.filter((verdict) => verdict === 'valid')).toHaveLength(40);
	});

	it('has the same salts in two doors, and throws those before yesterday away', async () => {
		const other = new Salts(database.connections.sql);
		await Promise.all([salts.refresh(MIDNIGHT + HOUR), other.refresh(MIDNIGHT + HOUR)]);
		const at = MIDNIGHT + HOUR;
		expect(visitorName(salts.keysAt(at).today, 'x')).toBe(visitorName(other.keysAt(at).today, 'x'));
		expect(visitorName(salts.laterKey(at), 'x')).toBe(visitorName(other.laterKey(at), 'x'));
		await salts.refresh(MIDNIGHT + HOUR + 2 * DAY);
		const days = await database.connections.sql<{ day: string }[]>`
			select day from visitor_salts order by day`;
		expect(days.map(({ day }) => day)).toEqual(['2026-05-06', '2026-05-07', '2026-05-08']);
	});

	it('stores a day’s provisional salt when the database is back, unless another door was first', async () => {
		const provisional = visitorName(salts.keysAt(MIDNIGHT).today, 'x');
		await salts.refresh(MIDNIGHT);
		expect(visitorName(salts.keysAt(MIDNIGHT).today, 'x')).toBe(provisional);
		const second = new Salts(database.connections.sql);
		second.restore([['2026-05-05', randomBytes(32).toString('base64url')]], MIDNIGHT);
		await second.refresh(MIDNIGHT);
		expect(visitorName(second.keysAt(MIDNIGHT).today, 'x')).toBe(provisional);
	});

	it('sweeps visits and salts that no window needs any more, and no others', async () => {
		const at = MIDNIGHT + 8 * HOUR;
		await write([click('old', at - 49 * HOUR)]);
		await write([click('new', at - 47 * HOUR)]);
		await salts.refresh(at - 2 * DAY);
		await database.connections.db.execute(sql`delete from visits where link_id <> ${link.id}`);
		const swept = await sweepClicks({ ctx: database.ctx(undefined, new Date(at)), input: {} });
		expect(swept).toEqual({ visits: 1, salts: 1 });
		const left = await database.connections.sql`select 1 from visits`;
		expect(left).toHaveLength(1);
	});
});
