import type { Logger } from 'pino';
import type { TickerItem } from '#lib/domain/live/events.ts';
import type { ContestTable } from '../boards/table.ts';
import { tickerOf } from '../boards/ticker.ts';
import type { Db } from '../db/client.ts';

/** News are gathered per quarter of an hour anyway; a line that grows is told this often. */
const EVERY_MS = 4_000;

type Contest = { items: TickerItem[]; wanted: ContestTable | null; running: boolean };

/** Tells every watcher of a contest what is new or has grown in its ticker. */
export class TickerFeed {
	readonly #db: Db;
	readonly #log: Logger;
	readonly #tellAll: (contestId: string, items: TickerItem[]) => void;
	readonly #contests = new Map<string, Contest>();
	readonly #timers = new Set<NodeJS.Timeout>();

	constructor(parts: {
		db: Db;
		log: Logger;
		tell: (contestId: string, items: TickerItem[]) => void;
	}) {
		this.#db = parts.db;
		this.#log = parts.log;
		this.#tellAll = parts.tell;
	}

	/** What a watcher who has just come should know; empty until the board has moved once. */
	items(contestId: string): TickerItem[] {
		return this.#contests.get(contestId)?.items ?? [];
	}

	/** The contest's board has moved on. */
	changed(table: ContestTable): void {
		const id = table.contest.id;
		const contest = this.#contests.get(id) ?? { items: [], wanted: null, running: false };
		this.#contests.set(id, contest);
		contest.wanted = table;
		if (!contest.running) void this.#run(id, contest);
	}

	async #run(id: string, contest: Contest): Promise<void> {
		contest.running = true;
		const table = contest.wanted;
		contest.wanted = null;
		if (table) {
			await this.#tell(id, contest, table).catch((error: unknown) =>
				this.#log.warn({ err: error }, 'the ticker could not be told'),
			);
		}
		const timer = setTimeout(() => {
			this.#timers.delete(timer);
			contest.running = false;
			if (contest.wanted) void this.#run(id, contest);
		}, EVERY_MS);
		this.#timers.add(timer);
	}

	async #tell(id: string, contest: Contest, table: ContestTable): Promise<void> {
		const items = await tickerOf(this.#db, table, table.contest.now);
		const known = new Set(contest.items.map((item) => JSON.stringify(item)));
		contest.items = items;
		const fresh = items.filter((item) => !known.has(JSON.stringify(item)));
		if (fresh.length > 0) this.#tellAll(id, fresh);
	}

	/** Forgets a contest that nobody watches. */
	forget(contestId: string): void {
		this.#contests.delete(contestId);
	}

	close(): void {
		for (const timer of this.#timers) clearTimeout(timer);
		this.#contests.clear();
	}
}
