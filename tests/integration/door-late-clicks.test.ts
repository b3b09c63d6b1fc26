import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { dedupe } from '#lib/domain/clicks/dedupe.ts';
import type { DoorClick } from '#lib/server/clicks/click.ts';
import { recordLate } from '#lib/server/clicks/late.ts';
import { toCandidate, writeBatch } from '#lib/server/clicks/write-batch.ts';
import { Salts } from '#lib/server/door/salts.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aLink, aProgram } from '#tests/support/people.ts';
import { WAIT } from '#tests/support/wait.ts';
import { doorClick } from './door-clicks.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Also the ends of days on which Europe's clocks change: a visitor's days are those of UTC. */
const MIDNIGHTS = ['2026-05-05', '2026-03-29', '2026-03-30', '2026-10-25', '2026-10-26'].map(
	(day) => Date.parse(`${day}T00:00:00.000Z`),
);
/** The same clicks at every run, so that what is red here was red before. LAUREL_LATE_RUNS=2000 with another LAUREL_LATE_SEED looks further. */
const RUNS = Number(process.env.LAUREL_LATE_RUNS ?? 60);
const SEED = Number(process.env.LAUREL_LATE_SEED ?? 20260505);

type Coming = { who: string; at: number; rank: number; comes: number };

/** A stretch of time in eighths of the window, often a millisecond to either side: what matters is on which side of its edge a click is. */
const stretch = (windowMs: number, eighths: number) =>
	fc
		.tuple(fc.nat(eighths), fc.constantFrom(0, 0, 0, 1, -1))
		.map(([some, aside]) => Math.max(0, (some * windowMs) / 8 + aside));

/**
 * Clicks of one or two visitors from before a midnight to after it, with the instant at which each is written: when it was made, or
 * late, from disk, until the end of the day after its own.
 */
const stories = fc
	.tuple(fc.constantFrom(...MIDNIGHTS), fc.constantFrom(HOUR, 3 * HOUR, 6 * HOUR, DAY))
	.chain(([midnight, windowMs]) =>
		fc.record({
			windowMs: fc.constant(windowMs),
			first: stretch(windowMs, 20).map((before) => midnight - before),
			clicks: fc.array(
				fc.record({
					who: fc.constantFrom('a', 'a', 'a', 'a', 'b'),
					gap: stretch(windowMs, 9),
					rank: fc.nat(3),
					late: fc.oneof(
						fc.constant(0),
						fc.constant(0),
						stretch(windowMs, 24),
						fc.constant(2 * DAY),
					),
				}),
				{ minLength: 4, maxLength: 14 },
			),
			batchMs: fc.constantFrom(1, 30 * MINUTE, 5 * HOUR),
		}),
	)
	.map(({ windowMs, first, clicks, batchMs }) => {
		let at = first;
		const coming = clicks.map(({ who, gap, rank, late }, index): Coming => {
			if (index > 0) at += gap;
			const nextDayEnds = (Math.floor(at / DAY) + 2) * DAY - 1;
			return { who, at, rank, comes: Math.min(at + late, nextDayEnds) };
		});
		return { windowMs, batchMs, coming: coming.sort((a, b) => a.comes - b.comes) };
	});

/** What is written at once: what comes within `batchMs` of the first and on the same day (UTC). */
function batchesOf(coming: readonly Coming[], batchMs: number): Coming[][] {
	const batches: Coming[][] = [];
	for (const one of coming) {
		const since = batches.at(-1)?.[0]?.comes;
		const together =
			since !== undefined &&
			one.comes < since + batchMs &&
			Math.floor(one.comes / DAY) === Math.floor(since / DAY);
		if (together) batches.at(-1)?.push(one);
		else batches.push([one]);
	}
	return batches;
}

describe('clicks that come late, over midnight', () => {
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
	});

	const stored = async () =>
		(
			await database.connections.sql<{ id: string; at: Date; visitor: string; verdict: string }[]>`
				select id, at, visitor, verdict from clicks where link_id = ${link.id} order by at, id`
		).map((row) => ({ ...row }));

	/** Writes a story by `write` and expects of what is stored that the domain says the same, by visitor and by stored name. */
	const play = async (
		{ windowMs, batchMs, coming }: { windowMs: number; batchMs: number; coming: Coming[] },
		write: (batch: DoorClick[], now: number) => Promise<void>,
	) => {
		link = await aLink(database);
		salts = new Salts(database.connections.sql);
		// Every day's salt is known, as in a portal that did not begin on that day.
		const from = Math.min(...coming.map(({ at }) => at)) - DAY;
		for (let at = from; at <= coming.at(-1)!.comes; at += DAY) salts.keysAt(at);
		const who = new Map<string, string>();
		for (const batch of batchesOf(coming, batchMs)) {
			const clicks = batch.map((one) => {
				const made = doorClick(salts, link, one);
				who.set(made.id, one.who);
				return made;
			});
			await write(clicks, batch.at(-1)!.comes);
		}
		const all = await stored();
		expect(all).toHaveLength(coming.length);
		const said = all.map(({ id, verdict }) => [id, verdict]);
		const byVisitor = dedupe(
			all.map((row) => ({ ...row, visitor: who.get(row.id)! })),
			windowMs,
		);
		expect(said).toEqual(all.map(({ id }) => [id, byVisitor.get(id)]));
		// What a final result is computed from.
		const byName = dedupe(all, windowMs);
		expect(said).toEqual(all.map(({ id }) => [id, byName.get(id)]));
	};

	const click = (at: number) => doorClick(salts, link, { who: 'a', at });
	const verdicts = async () => (await stored()).map(({ verdict }) => verdict);
	const MIDNIGHT = MIDNIGHTS[0]!;

	it('end with the verdicts of the domain, in whatever order they come until the next day ends', async () => {
		await fc.assert(
			fc.asyncProperty(stories, (story) =>
				play(story, (batch, now) => writeBatch(database.connections, batch, story.windowMs, now)),
			),
			{ numRuns: RUNS, seed: SEED },
		);
	}, 600_000);

	it('do so, too, when two processes write them at the same time', async () => {
		await fc.assert(
			fc.asyncProperty(stories, (story) =>
				play(story, async (batch, now) => {
					const halves = [0, 1].map((half) => batch.filter((_, index) => index % 2 === half));
					await Promise.all(
						halves.map((half) => writeBatch(database.connections, half, story.windowMs, now)),
					);
				}),
			),
			{ numRuns: Math.ceil(RUNS / 3), seed: SEED },
		);
	}, 600_000);

	it('turn yesterday’s windows together with today’s', async () => {
		const [late, first, second, today] = [-3.5, -2, -0.5, 1.25].map((hours) =>
			click(MIDNIGHT + hours * HOUR),
		) as [DoorClick, DoorClick, DoorClick, DoorClick];
		for (const one of [first, second, today])
			await writeBatch(database.connections, [one], 3 * HOUR, one.at);
		expect(await verdicts()).toEqual(['valid', 'duplicate', 'valid']);
		await writeBatch(database.connections, [late], 3 * HOUR, MIDNIGHT + 5 * HOUR);
		expect(await verdicts()).toEqual(['valid', 'duplicate', 'valid', 'duplicate']);
		// Today's goes by the name of the day on which its window began, and tomorrow's never hear of it.
		expect((await stored()).map(({ visitor }) => visitor)).toEqual(Array(4).fill(late.visitor));
		const marks = await database.connections.sql<{ at: Date }[]>`
			select distinct at from marks where person_id = ${link.personId} order by at`;
		expect(marks.map(({ at }) => at.getTime())).toEqual(
			[late, first, second, today].map(({ at }) => at),
		);
	});

	/** Writes `prompt` while `late` is written and not yet committed; it waits for it. */
	const meanwhile = async (late: DoorClick, prompt: DoorClick, windowMs: number) => {
		const [recorded, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
		const { db, sql } = database.connections;
		const recording = db.transaction(async (tx) => {
			await recordLate(tx as unknown as typeof db, [toCandidate(late)], windowMs);
			recorded.resolve();
			await held.promise;
		});
		try {
			await Promise.race([recorded.promise, recording]);
			const writing = writeBatch(database.connections, [prompt], windowMs, prompt.at);
			await vi.waitFor(async () => {
				const waiting = await sql`
					select 1 from pg_stat_activity
					where datname = current_database() and wait_event_type = 'Lock'`;
				expect(waiting).toHaveLength(1);
			}, WAIT);
			held.resolve();
			await writing;
		} finally {
			held.resolve();
			await recording;
		}
	};

	it('make a duplicate of today’s click that is just being written', async () => {
		await meanwhile(click(MIDNIGHT - HOUR), click(MIDNIGHT + HOUR), 3 * HOUR);
		expect(await verdicts()).toEqual(['valid', 'duplicate']);
	});

	it('free today’s click that is just being written, and it opens a window of its own day', async () => {
		const [late, first] = [click(MIDNIGHT - 2 * HOUR), click(MIDNIGHT - HOUR / 2)];
		const today = click(MIDNIGHT + 2 * HOUR);
		await writeBatch(database.connections, [first], 3 * HOUR, first.at);
		await meanwhile(late, today, 3 * HOUR);
		expect(await verdicts()).toEqual(['valid', 'duplicate', 'valid']);
		expect((await stored()).at(-1)?.visitor).toBe(today.visitor);
	});
});
