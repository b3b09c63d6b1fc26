import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Me } from '#lib/domain/live/events.ts';
import { clicksThisWeek } from '../boards/clicks-this-week.ts';
import type { BoardEntry } from '../boards/entry.ts';
import type { ContestTable } from '../boards/table.ts';
import type { Db } from '../db/client.ts';

/** One's own row is news at most this often, and less often among thousands: the board itself comes first. */
const EVERY_MS = 1_000;
const EVERY_MS_PER_SEAT = 1;
/** 20 people's rows hold the event loop for under 1 ms; the pause lets boards and redirects go between them. */
const PEOPLE_PER_TURN = 20;
const PAUSE_MS = 4;
/** Of those whose own figures moved: of thousands at once by the pause alone a board told meanwhile took half as long again. */
const OWN_EVERY_MS = 10;
/**
 * Who only changed places because others moved is told in the rest of the time, evenly: of 5,000 people all of them one after the other
 * took a second of every six, and boards that were told meanwhile took a fifth longer.
 */
const SPREAD = 0.9;
/**
 * Clicks of the week are counted anew where the person's own row changed, and for everybody now and then: midnight
 * passes, and a click above a cap changes no row. Counting everybody's every second took 30 ms at 1,000 people.
 */
const COUNT_EVERY_MS = 15_000;

export type Watcher = {
	personId: string;
	externalId: string;
	send(me: Me): void;
};

type Seat = Watcher & {
	/** What was sent last, as text: an equal one is no news. */
	sent: string;
	/** The person's entry of the table when their clicks were counted: another one is another object. */
	entry: BoardEntry | undefined;
	clicks: number;
	/** When the clicks are counted anew all the same (performance.now()). */
	countAt: number;
};

type Contest = {
	seats: Map<string, Seat>;
	table: ContestTable | null;
	wanted: boolean;
	running: boolean;
};

/**
 * Tells people of their own row, when it changed and about once a second. The board's delta goes to everybody
 * first; this follows in small portions, those whose own figures moved ahead of the others.
 */
export class MeFeed {
	readonly #db: Db;
	readonly #log: Logger;
	readonly #everyMs: number;
	readonly #contests = new Map<string, Contest>();
	readonly #stopping = new AbortController();

	constructor({ db, log, everyMs = EVERY_MS }: { db: Db; log: Logger; everyMs?: number }) {
		this.#db = db;
		this.#log = log;
		this.#everyMs = everyMs;
	}

	/** Seats a watcher under its socket's id; their row follows within a moment. */
	join(table: ContestTable, socketId: string, watcher: Watcher): void {
		const contestId = table.contest.id;
		const contest = this.#contests.get(contestId) ?? {
			seats: new Map<string, Seat>(),
			table,
			wanted: false,
			running: false,
		};
		this.#contests.set(contestId, contest);
		contest.seats.set(socketId, {
			...watcher,
			...{ sent: '', entry: undefined, clicks: 0, countAt: 0 },
		});
		this.changed(table);
	}

	leave(contestId: string, socketId: string): void {
		const contest = this.#contests.get(contestId);
		contest?.seats.delete(socketId);
		if (contest?.seats.size === 0) this.#contests.delete(contestId);
	}

	/** The contest's board has moved on. */
	changed(table: ContestTable): void {
		const contest = this.#contests.get(table.contest.id);
		if (!contest) return;
		contest.table = table;
		contest.wanted = true;
		if (!contest.running) void this.#run(contest);
	}

	async #run(contest: Contest): Promise<void> {
		contest.running = true;
		while (contest.wanted && contest.seats.size > 0 && !this.#stopping.signal.aborted) {
			contest.wanted = false;
			const until =
				performance.now() + Math.max(this.#everyMs, contest.seats.size * EVERY_MS_PER_SEAT);
			await this.#tell(contest, until).catch((error: unknown) => {
				this.#log.warn({ err: error }, 'own rows could not be told');
				contest.wanted = true;
			});
			// At the end of its time, and not at once after people who came by thousands.
			await this.#pause(Math.max(this.#everyMs / 2, until - performance.now()));
		}
		contest.running = false;
	}

	/** Ends at once when the feed is closed. */
	async #pause(ms: number): Promise<void> {
		await delay(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
	}

	/** Tells everybody whose news it is, by `until` (performance.now()) if it can. */
	async #tell(contest: Contest, until: number): Promise<void> {
		const { table } = contest;
		if (!table) return;
		const seats = [...contest.seats];
		const moved = await this.#countClicks(table, contest.seats.values());
		const first = seats.filter(([, seat]) => moved.has(seat));
		await this.#tellEach(contest, first, OWN_EVERY_MS);
		const others = seats.filter(([, seat]) => !moved.has(seat));
		const portions = Math.ceil(others.length / PEOPLE_PER_TURN);
		await this.#tellEach(contest, others, ((until - performance.now()) * SPREAD) / portions);
	}

	/** In portions whose begins lie `everyMs` apart, or a short pause behind the one before. */
	async #tellEach(
		contest: Contest,
		seats: readonly [string, Seat][],
		everyMs: number,
	): Promise<void> {
		const begun = performance.now();
		for (const [i, [socketId, seat]] of seats.entries()) {
			if (i > 0 && i % PEOPLE_PER_TURN === 0) {
				const next = begun + (i / PEOPLE_PER_TURN) * everyMs;
				await this.#pause(Math.max(PAUSE_MS, next - performance.now()));
			}
			const { table } = contest;
			if (this.#stopping.signal.aborted || !table) return;
			if (contest.seats.get(socketId) === seat) this.#tellOne(table, seat);
		}
	}

	#tellOne(table: ContestTable, seat: Seat): void {
		const news = { ...table.me(seat.externalId), clicksThisWeek: seat.clicks };
		const text = JSON.stringify(news);
		if (text === seat.sent) return;
		seat.sent = text;
		seat.send({ contest: table.contest.slug, version: table.versionFor('public'), ...news });
	}

	/** Counts the clicks of those that are due for it; gives those of them who are new or whose own figures moved. */
	async #countClicks(table: ContestTable, seats: Iterable<Seat>): Promise<Set<Seat>> {
		const now = performance.now();
		const entryOf = (seat: Seat) => table.entryOf('owner', seat.externalId);
		const due: Seat[] = [];
		const moved = new Set<Seat>();
		for (const seat of seats) {
			const isMoved = seat.sent === '' || seat.entry !== entryOf(seat);
			if (isMoved) moved.add(seat);
			if (isMoved || seat.countAt <= now) due.push(seat);
		}
		if (due.length === 0) return moved;
		// As they are now: what changes while the clicks are counted is due again.
		const counted = due.map((seat) => ({ seat, entry: entryOf(seat) }));
		const ids = [...new Set(due.map((seat) => seat.personId))];
		const clicks = await clicksThisWeek(this.#db, table.contest, ids, table.contest.now);
		for (const { seat, entry } of counted) {
			seat.entry = entry;
			seat.clicks = clicks.get(seat.personId) ?? 0;
			// Spread, so that those who came together are not counted together for ever.
			seat.countAt = now + COUNT_EVERY_MS * (0.5 + Math.random() / 2);
		}
		return moved;
	}

	close(): void {
		this.#stopping.abort();
		this.#contests.clear();
	}
}
