import { setTimeout as delay } from 'node:timers/promises';
import type { Actor } from '#lib/domain/people/permissions.ts';
import { SESSIONS_CHANNEL } from '../auth/sessions.ts';
import type { Connections } from '../db/client.ts';
import type { SocketData } from './watchers.ts';

export type Identify = (
	cookieHeader?: string,
) => Promise<{ personId: string; actor: Actor } | null>;
export type VerifyDisplay = (
	contestSlug: string,
	key: string,
) => Promise<{ id: string; contestId: string } | null>;
/** How paired displays are known: by the Cookie header of their handshake; and what they may see at the moment. */
export type PairedDisplays = {
	identify(cookieHeader: string | undefined): Promise<string | null>;
	actor(displayId: string): Promise<Extract<Actor, { kind: 'display' }>>;
};

/** A revoked display goes dark within this. */
const DISPLAYS_EVERY_MS = 2_000;
/** Sessions that ran out without a sign-out are found within this. */
const SESSIONS_EVERY_MS = 60_000;
/** 5,000 people are asked about over 50 s. */
const SESSIONS_PER_SECOND = 100;

export type Cut = { data: SocketData; disconnect(): void };

type AccessParts = {
	connections: Connections;
	identify: Identify;
	verifyDisplay: VerifyDisplay;
	/** Everybody who is connected now. */
	sockets: () => Iterable<Cut>;
};

/**
 * Cuts off sockets whose right has ended: at once when a session ends (every process is told), within two seconds when a
 * display is revoked, within a minute or two when a session runs out.
 */
export class Access {
	readonly #parts: AccessParts;
	readonly #stopping = new AbortController();
	#listening: Promise<{ unlisten(): Promise<void> }> | null = null;
	#timers: NodeJS.Timeout[] = [];
	#busy = false;

	constructor(parts: AccessParts) {
		this.#parts = parts;
	}

	start(): void {
		this.#listen();
		this.#timers = [
			setInterval(() => void this.#checkDisplays(), DISPLAYS_EVERY_MS),
			setInterval(() => {
				this.#listen();
				void this.#checkSessions();
			}, SESSIONS_EVERY_MS),
		];
	}

	#listen(): void {
		if (this.#listening || this.#stopping.signal.aborted) return;
		const listening = this.#parts.connections.sql.listen(SESSIONS_CHANNEL, (ended) =>
			this.#sessionEnded(ended),
		);
		this.#listening = listening;
		listening.catch(() => (this.#listening = null));
	}

	/** `ended` is a session's SHA-256 id, or `person:<id>` for some or all of a person's. */
	#sessionEnded(ended: string): void {
		for (const socket of this.#parts.sockets()) {
			const { actor, sessionId, cookie } = socket.data;
			if (sessionId === ended) socket.disconnect();
			else if (cookie && actor?.kind === 'person' && ended === `person:${actor.id}`) {
				void this.#checkSession(cookie, [socket]);
			}
		}
	}

	async #checkSession(cookie: string, sockets: readonly Cut[]): Promise<void> {
		try {
			if (!(await this.#parts.identify(cookie))) for (const socket of sockets) socket.disconnect();
		} catch {
			// Postgres is away: nobody is cut off for that.
		}
	}

	async #checkSessions(): Promise<void> {
		if (this.#busy) return;
		this.#busy = true;
		const perCookie = Map.groupBy(
			[...this.#parts.sockets()].filter((socket) => socket.data.cookie),
			(socket) => socket.data.cookie!,
		);
		for (const [cookie, sockets] of perCookie) {
			if (this.#stopping.signal.aborted) break;
			await this.#checkSession(cookie, sockets);
			await delay(1000 / SESSIONS_PER_SECOND);
		}
		this.#busy = false;
	}

	async #checkDisplays(): Promise<void> {
		const perKey = new Map<string, { slug: string; key: string; sockets: Cut[] }>();
		for (const socket of this.#parts.sockets()) {
			const { key, watched } = socket.data;
			if (!key) continue;
			for (const slug of watched.keys()) {
				const entry = perKey.get(`${slug} ${key}`) ?? { slug, key, sockets: [] };
				entry.sockets.push(socket);
				perKey.set(`${slug} ${key}`, entry);
			}
		}
		for (const { slug, key, sockets } of perKey.values()) {
			try {
				if (await this.#parts.verifyDisplay(slug, key)) continue;
				for (const socket of sockets) socket.disconnect();
			} catch {
				// Postgres is away: the displays stay as they are and say themselves that they are stale.
			}
		}
	}

	async close(): Promise<void> {
		this.#stopping.abort();
		for (const timer of this.#timers) clearInterval(timer);
		await this.#listening?.then((listener) => listener.unlisten()).catch(() => undefined);
	}
}
