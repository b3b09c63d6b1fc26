/* eslint-disable svelte/prefer-svelte-reactivity -- the collections here are replaced whole or never read by components */
import type { Socket } from 'socket.io-client';
import type { DisplayBell } from '#lib/domain/displays/programme.ts';
import { applyDelta } from '#lib/domain/leaderboard/delta.ts';
import {
	LIVE_NAMESPACE,
	type Board,
	type BoardDelta,
	type ClientEvents,
	type Me,
	type ServerEvents,
	type TickerItem,
} from '#lib/domain/live/events.ts';
import type { RevealNow } from '#lib/domain/reveal/scene.ts';
import { RECONNECTION } from './reconnection.ts';

type LiveSocket = Socket<ServerEvents, ClientEvents>;

/** How long a gain is shown beside its row. */
const GAIN_MS = 2_500;
const ASK_TIMEOUT_MS = 5_000;
/** Between two questions after a gap: the instance that is asked may itself be behind for a moment. */
const ASK_AGAIN_MS = 500;
const TICKER_LINES = 20;

export type LiveOptions = {
	me?: Me;
	ticker?: TickerItem[];
	reveal?: RevealNow | null;
	/** A display link's key, or that a paired display asks, whose cookie tells which; people are known by their session. */
	auth?: { token: string } | { display: true };
	/** A paired display's own id, and who is told when its bell rings. */
	follow?: { display: string; rung: (bell: DisplayBell) => void };
};

/**
 * A board on a screen: starts from what the page was made with and follows the live events. Read `board`, `me`,
 * `ticker`, `reveal`, `gains` and `connection` in components; call `connect` in an effect, which gives its own undoing.
 */
export class LiveBoard {
	board: Board = $state.raw()!;
	me: Me | null = $state.raw(null);
	/** Newest first. */
	ticker: TickerItem[] = $state.raw([]);
	/** Where the contest's reveal stands, if one has begun. */
	reveal: RevealNow | null = $state.raw(null);
	/** `stale`: the connection is lost and looked for; what is shown may be old. */
	connection: 'connecting' | 'live' | 'stale' = $state('connecting');
	/** Since when what is shown may be old; null while live. */
	staleSince: Date | null = $state.raw(null);
	/** Points won in the last moments, by externalId, for the flash beside a row. */
	gains: Readonly<Record<string, number>> = $state.raw({});

	readonly #auth: LiveOptions['auth'];
	readonly #follow: LiveOptions['follow'];
	readonly #top: number;
	#socket: LiveSocket | null = null;
	#asking = false;
	/** The instance that answered last was behind what is shown. */
	#behind = false;
	#timers = new Set<ReturnType<typeof setTimeout>>();

	/** `initial` is the page's board; as many rows are watched as it was made with (`top`, 50 unless given). */
	constructor(initial: Board, options: LiveOptions & { top?: number } = {}) {
		this.board = initial;
		this.me = options.me ?? null;
		this.ticker = options.ticker ?? [];
		this.reveal = options.reveal ?? null;
		this.#auth = options.auth;
		this.#follow = options.follow;
		this.#top = Math.min(200, options.top ?? Math.max(50, initial.rows.length));
	}

	/** Follows the board until the function that it gives is called. Browser only. */
	connect(): () => void {
		let closed = false;
		const look = () => {
			if (document.visibilityState === 'visible') this.refresh();
		};
		document.addEventListener('visibilitychange', look);
		addEventListener('pageshow', look);
		const load = async (): Promise<void> => {
			// After the page has painted: the client is a third of the page's JavaScript.
			const client = await import('socket.io-client').catch(() => null);
			if (closed) return;
			if (!client) {
				// The network went away between the page and its script: that is a lost connection, too.
				this.#lost();
				this.#later(RECONNECTION.mostMs, () => void load());
				return;
			}
			this.#socket = client.io(LIVE_NAMESPACE, {
				transports: ['websocket', 'polling'],
				reconnectionDelay: RECONNECTION.firstMs,
				reconnectionDelayMax: RECONNECTION.mostMs,
				randomizationFactor: RECONNECTION.jitter,
				...(this.#auth ? { auth: this.#auth } : {}),
			});
			this.#listen(this.#socket);
		};
		void load();
		return () => {
			closed = true;
			document.removeEventListener('visibilitychange', look);
			removeEventListener('pageshow', look);
			for (const timer of this.#timers) clearTimeout(timer);
			this.#timers.clear();
			this.#socket?.disconnect();
			this.#socket = null;
		};
	}

	/** Asks for the board anew: after a gap, and when the page comes back into sight. */
	refresh(): void {
		if (this.#socket?.connected) this.#ask(this.#socket);
		else this.#socket?.connect();
	}

	#listen(socket: LiveSocket): void {
		const follow = this.#follow;
		socket.on('connect', () => {
			if (follow) socket.emit('follow', { display: follow.display }, () => undefined);
			this.#ask(socket);
		});
		if (follow) socket.on('display', follow.rung);
		socket.on('disconnect', () => this.#lost());
		socket.on('connect_error', () => {
			this.#lost();
			// The server refused this handshake (a session that ended, a database away): try again, slowly.
			if (!socket.active) this.#later(RECONNECTION.mostMs * 5, () => socket.connect());
		});
		socket.on('board', (delta) => this.#take(delta));
		socket.on('me', (me) => {
			if (me.contest === this.board.contest) this.me = me;
		});
		socket.on('ticker', (items) => this.#news(items));
		socket.on('reveal', (now) => this.takeReveal(now));
	}

	/** Shows where a reveal stands, unless something newer is shown already. */
	takeReveal(now: RevealNow | null): void {
		if (now?.contest !== this.board.contest) return;
		if (now.revision > (this.reveal?.revision ?? 0)) this.reveal = now;
	}

	#lost(): void {
		this.connection = 'stale';
		this.staleSince ??= new Date();
	}

	#ask(socket: LiveSocket): void {
		if (this.#asking) return;
		this.#asking = true;
		const request = { contest: this.board.contest, top: this.#top };
		socket.timeout(ASK_TIMEOUT_MS).emit('watch', request, (late, answer) => {
			this.#asking = false;
			if (late || !answer.ok) {
				this.#lost();
				if (socket.connected) this.#later(RECONNECTION.mostMs, () => this.#ask(socket));
				return;
			}
			// Versions only rise: another instance may be behind for a moment. Twice behind means a restored database.
			const behind = answer.board.version < this.board.version;
			if (behind && !this.#behind) this.#later(ASK_AGAIN_MS, () => this.#ask(socket));
			else this.#show(answer.board);
			this.#behind = behind && !this.#behind;
			this.connection = 'live';
			this.staleSince = null;
		});
	}

	#take(delta: BoardDelta): void {
		if (delta.contest !== this.board.contest) return;
		const next = applyDelta(this.board, delta);
		if (next) this.#show(next);
		else if (this.#socket && !this.#asking) {
			const socket = this.#socket;
			this.#later(Math.random() * ASK_AGAIN_MS, () => this.#ask(socket));
		}
	}

	#show(next: Board): void {
		if (next === this.board) return;
		const before = new Map(this.board.rows.map((row) => [row.person.externalId, row.points]));
		for (const { person, points } of next.rows) {
			const gain = points - (before.get(person.externalId) ?? points);
			if (gain > 0) this.#gain(person.externalId, gain);
		}
		this.board = next;
	}

	#gain(externalId: string, points: number): void {
		const add = (more: number) => {
			const { [externalId]: now = 0, ...others } = this.gains;
			this.gains = now + more === 0 ? others : { ...others, [externalId]: now + more };
		};
		add(points);
		this.#later(GAIN_MS, () => add(-points));
	}

	#news(items: TickerItem[]): void {
		const fresh = new Set(items.map((item) => item.id));
		this.ticker = [...items, ...this.ticker.filter((item) => !fresh.has(item.id))]
			.sort((a, b) => b.at.localeCompare(a.at))
			.slice(0, TICKER_LINES);
	}

	#later(milliseconds: number, fn: () => void): void {
		const timer = setTimeout(() => {
			this.#timers.delete(timer);
			fn();
		}, milliseconds);
		this.#timers.add(timer);
	}
}
