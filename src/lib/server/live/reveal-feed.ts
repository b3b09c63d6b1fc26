import type { Logger } from 'pino';
import type { RevealNow } from '#lib/domain/reveal/scene.ts';
import type { Connections } from '../db/client.ts';
import { REVEAL_CHANNEL, revealNow } from '../reveals/now.ts';

/** Also without a bell, in case one was lost with its connection. */
const LOOK_EVERY_MS = 5_000;

type Send = (now: RevealNow) => void;
type Watched = {
	/** Null: there is none, or it has not been read yet. */
	now: RevealNow | null;
	read: boolean;
	/** Who came before the first look was done. */
	waiting: Send[];
	wanted: boolean;
	running: Promise<void> | null;
};

/**
 * Brings the present step of a reveal to everybody who watches its contest, on every instance. A message is whole in
 * itself: who missed one is right again with the next, or by asking again.
 */
export class RevealFeed {
	readonly #connections: Connections;
	readonly #log: Logger;
	readonly #tellAll: (contestId: string, now: RevealNow) => void;
	readonly #contests = new Map<string, Watched>();
	#listening: Promise<{ unlisten(): Promise<void> }> | null = null;
	#looker: NodeJS.Timeout | undefined;
	#closed = false;

	constructor(parts: {
		connections: Connections;
		log: Logger;
		tell: (contestId: string, now: RevealNow) => void;
	}) {
		this.#connections = parts.connections;
		this.#log = parts.log;
		this.#tellAll = parts.tell;
	}

	/** Begins to listen; Postgres may still be away. */
	start(): void {
		this.#listen();
		this.#looker = setInterval(() => {
			this.#listen();
			this.#wakeAll();
		}, LOOK_EVERY_MS);
	}

	#listen(): void {
		if (this.#listening || this.#closed) return;
		// After a lost connection postgres.js listens anew and says so: what was rung meanwhile is read then.
		const listening = this.#connections.sql.listen(
			REVEAL_CHANNEL,
			(contestId) => this.#wake(contestId),
			() => this.#wakeAll(),
		);
		this.#listening = listening;
		listening.catch((error: Error) => {
			this.#listening = null;
			this.#log.warn({ detail: error.message }, 'cannot listen for reveals yet');
		});
	}

	/** Tells somebody who has just begun to watch the contest (own id) where its reveal stands, if there is one. */
	tell(contestId: string, send: Send): void {
		const known = this.#contests.get(contestId);
		if (known?.read) {
			if (known.now) send(known.now);
			return;
		}
		const contest = known ?? {
			...{ now: null, read: false, waiting: [], wanted: false, running: null },
		};
		this.#contests.set(contestId, contest);
		contest.waiting.push(send);
		this.#wake(contestId);
	}

	/** Forgets a contest that nobody watches. */
	forget(contestId: string): void {
		this.#contests.delete(contestId);
	}

	#wakeAll(): void {
		for (const contestId of this.#contests.keys()) this.#wake(contestId);
	}

	#wake(contestId: string): void {
		const contest = this.#contests.get(contestId);
		if (!contest || this.#closed) return;
		contest.wanted = true;
		contest.running ??= this.#run(contestId, contest);
	}

	async #run(contestId: string, contest: Watched): Promise<void> {
		while (contest.wanted && !this.#closed) {
			contest.wanted = false;
			try {
				await this.#look(contestId, contest);
			} catch (error) {
				// The next look comes by itself.
				this.#log.warn({ err: error }, 'a reveal could not be read');
			}
		}
		contest.running = null;
	}

	async #look(contestId: string, contest: Watched): Promise<void> {
		const now = await revealNow(this.#connections.db, contestId);
		const { now: before, read } = contest;
		contest.now = now;
		contest.read = true;
		const waiting = contest.waiting.splice(0);
		if (!now) return;
		if (!read) for (const send of waiting) send(now);
		else if (now.revision !== before?.revision) this.#tellAll(contestId, now);
	}

	/** Stops listening; what is being sent is finished. */
	async close(): Promise<void> {
		this.#closed = true;
		clearInterval(this.#looker);
		await Promise.allSettled([...this.#contests.values()].map(({ running }) => running));
		await this.#listening?.then((listener) => listener.unlisten()).catch(() => undefined);
	}
}
