import { createHash } from 'node:crypto';
import { and, eq, lte, ne, sql } from 'drizzle-orm';
import { Lucia, TimeSpan, type Adapter } from 'lucia';
import { z } from 'zod';
import type { Actor, Role } from '#lib/domain/people/permissions.ts';
import { guarded } from '../context.ts';
import type { Db } from '../db/client.ts';
import { people } from '../db/schema/people.ts';
import { sessions } from '../db/schema/auth.ts';
import type { CookieToSet } from './cookies.ts';

/**
 * The only file that knows Lucia, which is no longer developed: everybody else sees the functions below. Lucia
 * makes the ids, the cookie and the rolling expiry; the adapter is our own and stores only the SHA-256 of an id.
 */

/** The cookie's name; over https it carries the prefix `__Host-`, so look for it anywhere in the header. */
export const SESSION_COOKIE = 'laurel_session';
/** What NOTIFY says when sessions end: the session's SHA-256, or `person:<id>` for all of a person's. */
export const SESSIONS_CHANNEL = 'sessions';
/** Renewed when less than half of it is left. */
export const SESSION_DAYS = 30;

type PersonActor = Extract<Actor, { kind: 'person' }>;
type Attributes = { externalId: string; name: string; role: Role; teamId: string };

declare module 'lucia' {
	interface Register {
		Lucia: Lucia<Record<never, never>, Attributes>;
		DatabaseUserAttributes: Attributes;
	}
}

/** Over https the prefix makes browsers refuse the cookie from a sister domain or over http. */
function cookieName(secure: boolean): string {
	return secure ? `__Host-${SESSION_COOKIE}` : SESSION_COOKIE;
}

/** What is stored of a session's id: its SHA-256 in hex. The id itself is only in the cookie. */
export function hashSessionId(id: string): string {
	return createHash('sha256').update(id).digest('hex');
}

/**
 * The session's id in a Cookie header. Read here and not by Lucia, which decodes every cookie's name and value: another
 * cookie of the domain that makes no UTF-8 then throws, and `__Host%2D…` from a sister domain passes for the prefix.
 */
function idIn(cookieHeader: string | null | undefined, secure: boolean): string | null {
	const name = `${cookieName(secure)}=`;
	const pair = cookieHeader?.split(/;\s*/).find((part) => part.startsWith(name));
	return pair?.slice(name.length) || null;
}

/** The SHA-256 of the id that a Cookie header carries, without asking whether there is such a session. */
export function sessionIdIn(
	cookieHeader: string | null | undefined,
	{ secure }: { secure: boolean },
): string | null {
	const id = idIn(cookieHeader, secure);
	return id ? hashSessionId(id) : null;
}

function adapterOf(db: Db, renew: boolean): Adapter {
	const refused = () => Promise.reject(new Error('Ask the functions of auth/sessions.ts.'));
	return {
		async getSessionAndUser(id) {
			const [row] = await db
				.select({
					personId: people.id,
					expiresAt: sessions.expiresAt,
					active: people.active,
					externalId: people.externalId,
					name: people.name,
					role: people.role,
					teamId: people.teamId,
				})
				.from(sessions)
				.innerJoin(people, eq(people.id, sessions.personId))
				.where(eq(sessions.id, hashSessionId(id)))
				.limit(1);
			if (!row) return [null, null];
			const { personId, expiresAt, active, ...attributes } = row;
			const session = { id, userId: personId, expiresAt, attributes: {} };
			const user = { id: personId, attributes: { ...attributes, role: row.role as Role } };
			return [session, active ? user : null];
		},
		async setSession({ id, userId, expiresAt }) {
			await db.insert(sessions).values({ id: hashSessionId(id), personId: userId, expiresAt });
		},
		async updateSessionExpiration(id, expiresAt) {
			if (!renew) return;
			await db
				.update(sessions)
				.set({ expiresAt })
				.where(eq(sessions.id, hashSessionId(id)));
		},
		deleteSession: (id) => endSession(db, hashSessionId(id)),
		getUserSessions: refused,
		deleteUserSessions: refused,
		deleteExpiredSessions: refused,
	};
}

function luciaOf(db: Db, { secure, renew = true }: { secure: boolean; renew?: boolean }): Lucia {
	return new Lucia<Record<never, never>, Attributes>(adapterOf(db, renew), {
		sessionExpiresIn: new TimeSpan(SESSION_DAYS, 'd'),
		sessionCookie: {
			name: cookieName(secure),
			attributes: { secure, sameSite: 'lax', path: '/' },
		},
		getUserAttributes: (attributes) => attributes,
	});
}

function cookieOf(lucia: Lucia, id: string): CookieToSet {
	const { name, value, attributes } = lucia.createSessionCookie(id);
	return { name, value, attributes: { ...attributes, path: '/' } };
}

/** Starts a session of 30 days and gives the cookie that carries it; `secure` is whether the portal is on https. */
export async function startSession(
	db: Db,
	personId: string,
	{ secure }: { secure: boolean },
): Promise<CookieToSet> {
	const lucia = luciaOf(db, { secure });
	const session = await lucia.createSession(personId, {});
	return cookieOf(lucia, session.id);
}

/**
 * Whose session the Cookie header carries; null when none, ended, expired or the person is not active any more.
 * `renewed` is the cookie to set when less than half of the 30 days was left. With `renew: false` it only looks:
 * for those who can set no cookie (door, gateway), whose renewal would outlive the browser's copy.
 */
export async function readSession(
	db: Db,
	cookieHeader: string | null | undefined,
	{ secure, renew = true }: { secure: boolean; renew?: boolean },
): Promise<{ actor: PersonActor; sessionId: string; renewed?: CookieToSet } | null> {
	const id = idIn(cookieHeader, secure);
	if (!id) return null;
	const lucia = luciaOf(db, { secure, renew });
	const { session, user } = await lucia.validateSession(id);
	if (!session) return null;
	const { id: personId, externalId, name, role, teamId } = user;
	return {
		actor: { kind: 'person', id: personId, externalId, name, role, teamId },
		sessionId: hashSessionId(id),
		...(session.fresh && renew ? { renewed: cookieOf(lucia, id) } : {}),
	};
}

/** The cookie that takes the session's cookie away. */
export function blankSessionCookie({ secure }: { secure: boolean }): CookieToSet {
	return {
		name: cookieName(secure),
		value: '',
		attributes: { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: 0 },
	};
}

/** Ends one session by its SHA-256 and tells every process. Ending it twice changes nothing. */
export async function endSession(db: Db, sessionId: string): Promise<void> {
	await db.transaction(async (tx) => {
		await tx.delete(sessions).where(eq(sessions.id, sessionId));
		await tx.execute(sql`select pg_notify(${SESSIONS_CHANNEL}, ${sessionId})`);
	});
}

/** Ends all of a person's sessions, save the one of SHA-256 `except`; gives how many. Tells every process. */
export async function endAllSessions(
	db: Db,
	personId: string,
	{ except }: { except?: string | null } = {},
): Promise<number> {
	return db.transaction(async (tx) => {
		const ended = await tx
			.delete(sessions)
			.where(and(eq(sessions.personId, personId), except ? ne(sessions.id, except) : undefined))
			.returning({ id: sessions.id });
		await tx.execute(sql`select pg_notify(${SESSIONS_CHANNEL}, ${`person:${personId}`})`);
		return ended.length;
	});
}

/** Deletes the sessions that had expired by now; gives how many. Nobody could use them: readSession checks. */
export const sweepSessions = guarded('sweepSessions', 'system.run', z.object({}), async (ctx) => {
	const swept = await ctx.db
		.delete(sessions)
		.where(lte(sessions.expiresAt, ctx.now))
		.returning({ id: sessions.id });
	return { swept: swept.length };
});
