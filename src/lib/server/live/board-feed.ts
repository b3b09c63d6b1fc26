import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Audience, ServerEvents } from '#lib/domain/live/events.ts';
import { assertVisible, loadContest } from '../boards/contest.ts';
import { lookOf } from '../boards/entry.ts';
import type { ContestTable } from '../boards/table.ts';
import type { BoardTables } from '../boards/tables.ts';
import type { Actor } from '#lib/domain/people/permissions.ts';
import type { Connections } from '../db/client.ts';
import { wordsOf } from '../error-words.ts';
import { BOARD_CHANNEL } from '../scoring/apply.ts';
import { Room } from './room.ts';
import type { Telling } from './telling.ts';

const RETRY_MS = 500;
/** Also without a bell, in case one was lost with its connection. */
const LOOK_EVERY_MS = 5_000;

/** What everybody who watches a contest is told. */
export type BoardEvent = {
	[E in 'board' | 'ticker' | 'reveal']: [event: E, ...payload: Parameters<ServerEvents[E]>];
}['board' | 'ticker' | 'reveal'];
/** Gives a function that brings these events, in this order, to a shard. */
export type Teller = (events: readonly BoardEvent[]) => (shard: string) => void;

type Feed = {
	contestId: string;
	rooms: Map<string, Room>;
	table: ContestTable | null;
	/** What goes along with the next board. */
	news: BoardEvent[];
	/** The table's own version, with what is hidden, that the last flush saw. */
	seen: number;
	wanted: boolean;
	running: Promise<void> | null;
};

export type FlushListener = (table: ContestTable, now: Date) => void;

/**
 * Brings committed changes to the rooms: hears the bell of every instance, reads each contest's board once, emits one
 * delta per room. The first change leaves at once, the following are gathered. Whatever else all watchers are told goes in the
 * same emit: a second one beside it made both twice as long, and a write costs the same with two events in it.
 */
export class BoardFeed {
	readonly #connections: Connections;
	readonly #tables: BoardTables;
	readonly #log: Logger;
	readonly #teller: Teller;
	readonly #onFlush: FlushListener;
	readonly #feeds = new Map<string, Feed>();
	readonly #telling: Telling;
	#listening: Promise<{ unlisten(): Promise<void> }> | null = null;
	#looker: NodeJS.Timeout | undefined;
	#closed = false;
	#failure: string | null = null;

	constructor(parts: {
		connections: Connections;
		tables: BoardTables;
		log: Logger;
		teller: Teller;
		onFlush: FlushListener;
		telling: Telling;
	}) {
		this.#connections = parts.connections;
		this.#tables = parts.tables;
		this.#log = parts.log;
		this.#teller = parts.teller;
		this.#onFlush = parts.onFlush;
		this.#telling = parts.telling;
	}

	/** Begins to listen; Postgres may still be away. */
	start(): void {
		this.#listen();
		this.#looker = setInterval(() => {
			this.#listen();
			for (const contestId of this.#feeds.keys()) this.#wake(contestId);
		}, LOOK_EVERY_MS);
	}

	get failure(): string | null {
		return this.#failure;
	}

	#listen(): void {
		if (this.#listening || this.#closed) return;
		// After a lost connection postgres.js listens anew and says so: what was rung meanwhile is read then.
		const all = () => this.#feeds.forEach((_, contestId) => this.#wake(contestId));
		const listening = this.#connections.sql.listen(
			BOARD_CHANNEL,
			(contestId) => this.#wake(contestId),
			all,
		);
		this.#listening = listening;
		listening.catch((error: Error) => {
			this.#listening = null;
			this.#log.warn({ detail: error.message }, 'cannot listen for boards yet');
		});
	}

	/**
	 * The room for a part of a contest's board, as fresh as its watchers; made when it is new. Join it and take its
	 * board before anything else is awaited: from there on every delta follows. Throws Failure `not_found`.
	 */
	async room(slug: string, audience: Audience, top: number, actor: Actor): Promise<Room> {
		const { db } = this.#connections;
		const contest = await loadContest(db, { slug });
		assertVisible(actor, contest);
		const look = actor.kind === 'display' ? 'displays' : lookOf(audience);
		const key = Room.keyOf(contest.id, audience, top, look);
		const known = this.#feeds.get(contest.id)?.rooms.get(key);
		if (known) return known;
		const table = await this.#tables.get(db, contest, contest.now);
		const feed = this.#feeds.get(contest.id) ?? {
			contestId: contest.id,
			rooms: new Map<string, Room>(),
			table: null,
			news: [],
			seen: table.version,
			wanted: false,
			running: null,
		};
		this.#feeds.set(contest.id, feed);
		feed.table = table;
		const room =
			feed.rooms.get(key) ??
			new Room(contest.id, audience, top, table.board(audience, top, contest.now, look), look);
		feed.rooms.set(key, room);
		// A bell that rang while the room was being made found nobody: look once more.
		this.#wake(contest.id);
		return room;
	}

	/** The contest's table as its rooms see it; null when nobody watches. */
	table(contestId: string): ContestTable | null {
		return this.#feeds.get(contestId)?.table ?? null;
	}

	/** Forgets rooms that nobody sits in. */
	release(room: Room): void {
		const feed = this.#feeds.get(room.contestId);
		if (!feed || !room.empty) return;
		feed.rooms.delete(room.key);
		if (feed.rooms.size === 0) this.#feeds.delete(room.contestId);
	}

	/** Has everybody who watches the contest told with its next board, or as soon as one could be. */
	tell(contestId: string, news: BoardEvent): void {
		this.#feeds.get(contestId)?.news.push(news);
		this.#wake(contestId);
	}

	#wake(contestId: string): void {
		const feed = this.#feeds.get(contestId);
		if (!feed || this.#closed) return;
		feed.wanted = true;
		feed.running ??= this.#run(feed);
	}

	async #run(feed: Feed): Promise<void> {
		while (feed.wanted && !this.#closed && this.#feeds.get(feed.contestId) === feed) {
			feed.wanted = false;
			try {
				await this.#telling.cycle(async () => {
					const took = await this.#flush(feed);
					this.#failure = null;
					return took;
				});
			} catch (error) {
				const detail = wordsOf(error);
				if (detail !== this.#failure) this.#log.warn({ err: error }, 'a board could not be read');
				this.#failure = detail;
				feed.wanted = true;
				await delay(RETRY_MS);
			}
		}
		feed.running = null;
	}

	/** Brings the contest's rooms up to date. Gives how long it took in milliseconds; null when nothing was new. */
	async #flush(feed: Feed): Promise<number | null> {
		const { db } = this.#connections;
		const table = await this.#tables.latest(db, feed.contestId);
		if (!table) return null;
		const { now } = table.contest;
		feed.table = table;
		const from = performance.now();
		// What is hidden from the rooms is somebody's own news all the same.
		let moved = feed.seen !== table.version;
		feed.seen = table.version;
		// All deltas first, without awaiting: the table moves on with the next read.
		const news = feed.news.splice(0);
		const told = [...feed.rooms.values()].flatMap((room) => {
			const next = table.board(room.audience, room.top, now, room.look);
			const delta = room.advance(next);
			if (delta) moved = true;
			const events: BoardEvent[] = delta ? [['board', delta], ...news] : news;
			return events.length > 0 ? [{ room, tell: this.#teller(events) }] : [];
		});
		if (told.length === 0 && !moved) return null;
		const shards = told.flatMap(({ room, tell }) =>
			room.shards().map((shard) => () => tell(shard)),
		);
		await this.#telling.each(shards);
		if (moved) this.#onFlush(table, now);
		return performance.now() - from;
	}

	/** Stops listening; what is being emitted is finished. */
	async close(): Promise<void> {
		this.#closed = true;
		clearInterval(this.#looker);
		await Promise.allSettled([...this.#feeds.values()].map((feed) => feed.running));
		await this.#listening?.then((listener) => listener.unlisten()).catch(() => undefined);
	}
}
