import type { Actor } from '#lib/domain/people/permissions.ts';
import type { Connections } from '../db/client.ts';
import { readSession, sessionIdIn, SESSIONS_CHANNEL } from './sessions.ts';

/** How long an answer may be told again without asking; a sign-out is heard at once while the listener is up. */
const FRESH_MS = 5_000;
/** Enough for 5,000 sockets that come back at once; about 2 MB. */
const MAX_KEPT = 10_000;

export type Identity = { personId: string; actor: Actor };

export type Identify = ((cookieHeader?: string) => Promise<Identity | null>) & {
	/** Stops listening for sign-outs. */
	close(): Promise<void>;
};

type Kept = { until: number; personId: string | null; answer: Promise<Identity | null> };

/**
 * Who a Cookie header belongs to, for the door and the gateway: null for visitors. Answers are kept for 5 s and
 * thrown away when NOTIFY says that a session ended. Rejects when Postgres is away; it never guesses.
 */
export function createIdentify(
	connections: Connections,
	{ origin }: { origin?: string } = {},
): Identify {
	const secure = origin?.startsWith('https:') ?? false;
	const kept = new Map<string, Kept>();
	let listening: Promise<{ unlisten(): Promise<void> }> | null = null;
	let closed = false;

	const forget = (ended: string) => {
		kept.delete(ended);
		if (!ended.startsWith('person:')) return;
		const person = ended.slice('person:'.length);
		for (const [sessionId, entry] of kept) {
			// An answer that is still on its way may be older than the sign-out.
			if (entry.personId === person || entry.personId === null) kept.delete(sessionId);
		}
	};
	const listen = () => {
		if (closed) return;
		listening ??= connections.sql
			.listen(SESSIONS_CHANNEL, forget, () => kept.clear())
			.catch((error: unknown) => {
				listening = null;
				throw error;
			});
		// Answers live for 5 s without the listener too; the next request tries again.
		listening.catch(() => undefined);
	};

	const ask = (sessionId: string, cookieHeader: string, now: number) => {
		const answer = readSession(connections.db, cookieHeader, { secure, renew: false }).then(
			(session) => (session ? { personId: session.actor.id, actor: session.actor } : null),
		);
		const entry: Kept = { until: now + FRESH_MS, personId: null, answer };
		if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value ?? '');
		kept.set(sessionId, entry);
		const drop = () => {
			if (kept.get(sessionId) === entry) kept.delete(sessionId);
		};
		answer.then((identity) => {
			entry.personId = identity?.personId ?? null;
			// A visitor's answer is not kept: making up more ids must not push people out.
			if (!identity) drop();
		}, drop);
		return answer;
	};

	const identify = async (cookieHeader?: string): Promise<Identity | null> => {
		const sessionId = sessionIdIn(cookieHeader, { secure });
		if (!cookieHeader || !sessionId) return null;
		listen();
		const now = Date.now();
		const entry = kept.get(sessionId);
		return entry && entry.until > now ? entry.answer : ask(sessionId, cookieHeader, now);
	};

	return Object.assign(identify, {
		async close() {
			closed = true;
			kept.clear();
			await listening?.then((listener) => listener.unlisten()).catch(() => undefined);
		},
	});
}
