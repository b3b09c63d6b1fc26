import { LiveBoard } from '#lib/live/board.svelte.ts';
import { latest, WATCHED_ROWS, type Screen } from '#lib/domain/displays/screen.ts';

/** What sockets don't carry (trends, post of the week, prizes, the phase) is asked for this often. */
const ASK_EVERY_MS = 30_000;
/** While the server doesn't answer. */
const RETRY_MS = 3_000;
const GIVE_UP_MS = 10_000;
/** A newer version is loaded when the board has been still for so long, or at the latest after so long. */
const STILL_MS = 10_000;
const LATEST_RELOAD_MS = 300_000;
const TICKER_KEPT = 20;
const SECOND_MS = 1_000;
/** Remembers across the reload which version it was for, so that a stale cache in between can't make it loop. */
const RELOADED_FOR = 'laurel-display-reloaded-for';

/**
 * Keeps one display true for months without anybody near it: the sockets carry the rows, asking again carries the
 * rest, tells whether the server can be reached at all, whether the display was revoked and whether a newer version of
 * the application is there. `address` answers a Screen, or 404 when the key opens nothing (any more).
 */
export class Keeper {
	screen: Screen = $state.raw()!;
	/** The instant by the server's clock, a second at a time, in milliseconds. */
	now = $state(0);
	/** Since when nothing could be had from the server, in milliseconds; null while it answers. */
	lostSince: number | null = $state(null);
	/** The key opens nothing any more. */
	closed = $state(false);
	readonly live: LiveBoard;

	#address: string;
	/** The server's clock minus this machine's. */
	#skew = 0;
	#answeredAt: number;
	#movedAt = 0;
	#newerSince: number | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#asking = false;
	#stopped = false;

	constructor(initial: Screen, address: string, token: string) {
		this.screen = initial;
		this.now = Date.parse(initial.now);
		this.#answeredAt = this.now;
		this.#address = address;
		this.live = new LiveBoard(initial.board, {
			ticker: initial.ticker,
			reveal: initial.reveal,
			auth: { token },
			top: WATCHED_ROWS,
		});
	}

	/** Connects and starts asking and ticking; gives what stops it all. In the browser only. */
	start(): () => void {
		this.#skew = Date.parse(this.screen.now) - Date.now();
		const tick = setInterval(() => (this.now = Date.now() + this.#skew), SECOND_MS);
		const disconnect = this.live.connect();
		this.#plan(ASK_EVERY_MS);
		return () => {
			this.#stopped = true;
			clearInterval(tick);
			clearTimeout(this.#timer);
			disconnect();
		};
	}

	/** The board moved: a reload waits until it has been still for a while. */
	moved(): void {
		this.#movedAt = Date.now();
	}

	/** Asks now instead of at the next turn: the connection changed, a countdown ended, somebody new came into sight. */
	ask(): void {
		this.#plan(0);
	}

	#plan(ms: number): void {
		clearTimeout(this.#timer);
		if (!this.#stopped) this.#timer = setTimeout(() => void this.#fetch(), ms);
	}

	async #fetch(): Promise<void> {
		if (this.#asking) return;
		this.#asking = true;
		let next = RETRY_MS;
		try {
			const signal = AbortSignal.timeout(GIVE_UP_MS);
			const answer = await fetch(this.#address, { signal, cache: 'no-store' });
			if (answer.status === 404) this.closed = true;
			else if (!answer.ok) throw new Error(`answered ${answer.status}`);
			else this.#take((await answer.json()) as Screen);
			next = ASK_EVERY_MS;
		} catch {
			this.lostSince ??= this.#answeredAt;
		} finally {
			this.#asking = false;
			this.#plan(this.closed ? RETRY_MS : next);
		}
	}

	#take(fresh: Screen): void {
		// What was closed begins anew with everything: sockets that were turned away, too.
		if (this.closed) location.reload();
		this.lostSince = null;
		this.#answeredAt = Date.parse(fresh.now);
		this.#skew = this.#answeredAt - Date.now();
		const { live } = this;
		const { version, rulesVersion, phase } = live.board;
		const newer = live.connection !== 'live' && fresh.board.version > version;
		const other = fresh.board.rulesVersion !== rulesVersion || fresh.board.phase !== phase;
		if (newer || other) live.board = fresh.board;
		live.ticker = latest([...live.ticker, ...fresh.ticker], TICKER_KEPT);
		live.takeReveal(fresh.reveal);
		const { build } = this.screen;
		this.screen = { ...fresh, build };
		if (fresh.build !== build) this.#reloadOnceStill(fresh.build);
	}

	#reloadOnceStill(build: string): void {
		const now = Date.now();
		this.#newerSince ??= now;
		const still = now - this.#movedAt > STILL_MS;
		if (!still && now - this.#newerSince < LATEST_RELOAD_MS) return;
		if (sessionStorage.getItem(RELOADED_FOR) === build) return;
		sessionStorage.setItem(RELOADED_FOR, build);
		location.reload();
	}
}
