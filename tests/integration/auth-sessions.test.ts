import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	endAllSessions,
	endSession,
	hashSessionId,
	readSession,
	SESSION_COOKIE,
	startSession,
	sweepSessions,
} from '#lib/server/auth/sessions.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aPerson } from '#tests/support/people.ts';

const DAY_MS = 86_400_000;
const plain = { secure: false };
let database: TestDatabase;

beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.close());

const db = () => database.connections.db;
const sql = () => database.connections.sql;

async function signedIn() {
	const person = await aPerson(database);
	const cookie = await startSession(db(), person.id, plain);
	return { person, cookie, header: `other=1; ${cookie.name}=${cookie.value}` };
}

async function expiry(cookieValue: string): Promise<Date> {
	const [row] = await sql()<{ expires_at: Date }[]>`
		select expires_at from sessions where id = ${hashSessionId(cookieValue)}`;
	if (!row) throw new Error('There is no such session.');
	return row.expires_at;
}

const expireIn = (cookieValue: string, ms: number) =>
	sql()`update sessions set expires_at = ${new Date(Date.now() + ms)} where id = ${hashSessionId(cookieValue)}`;

test('a session tells whose it is', async () => {
	const { person, header } = await signedIn();
	const session = await readSession(db(), header, plain);
	expect(session?.actor).toEqual({
		kind: 'person',
		id: person.id,
		externalId: person.externalId,
		name: person.name,
		role: 'employee',
		teamId: person.teamId,
	});
	expect(session?.renewed).toBeUndefined();
});

test('no other cookie of the domain shuts anybody out, nor passes for the session', async () => {
	const { person, cookie, header } = await signedIn();
	const stranger = await signedIn();
	for (const other of [
		'shop=%E4',
		'%=%',
		`${SESSION_COOKIE}%20=%ff`,
		'; ;;=',
		'laurel_sessions=x',
	]) {
		for (const both of [`${other}; ${header}`, `${header}; ${other}`]) {
			const session = await readSession(db(), both, plain);
			expect([both, session?.actor.id]).toEqual([both, person.id]);
		}
	}
	expect(await readSession(db(), `${SESSION_COOKIE}=%ff; shop=%E4`, plain)).toBeNull();
	// A sister domain may not set a cookie whose name begins with __Host-, but one that is decoded to it.
	const own = `__Host-${SESSION_COOKIE}=${cookie.value}`;
	const forged = `__Host%2D${SESSION_COOKIE}=${stranger.cookie.value}`;
	expect((await readSession(db(), `${own}; ${forged}`, { secure: true }))?.actor.id).toBe(
		person.id,
	);
	expect(await readSession(db(), forged, { secure: true })).toBeNull();
});

test('the database holds the SHA-256 of a session and nowhere its id', async () => {
	const { cookie } = await signedIn();
	const rows = await sql()`select * from sessions`;
	expect(rows.map((row) => row.id)).toContain(hashSessionId(cookie.value));
	expect(JSON.stringify(rows)).not.toContain(cookie.value);
	const stolen = `${SESSION_COOKIE}=${hashSessionId(cookie.value)}`;
	expect(await readSession(db(), stolen, plain)).toBeNull();
});

test('the cookie is for this host, scripts cannot read it, and on https it says so', async () => {
	const { person, cookie } = await signedIn();
	expect(cookie.attributes).toMatchObject({
		httpOnly: true,
		sameSite: 'lax',
		path: '/',
		secure: false,
		maxAge: 30 * 86_400,
	});
	const secure = await startSession(db(), person.id, { secure: true });
	expect(secure.name).toBe(`__Host-${SESSION_COOKIE}`);
	expect(secure.attributes).toMatchObject({ secure: true, httpOnly: true, path: '/' });
	const unprefixed = `${SESSION_COOKIE}=${secure.value}`;
	expect(await readSession(db(), unprefixed, { secure: true })).toBeNull();
});

test('with more than half left nothing is written, with less it rolls on for 30 days', async () => {
	const { cookie, header } = await signedIn();
	await expireIn(cookie.value, 15.1 * DAY_MS);
	const before = await expiry(cookie.value);
	expect((await readSession(db(), header, plain))?.renewed).toBeUndefined();
	expect(await expiry(cookie.value)).toEqual(before);

	await expireIn(cookie.value, 14.9 * DAY_MS);
	const session = await readSession(db(), header, plain);
	expect(session?.renewed).toMatchObject({ name: SESSION_COOKIE, value: cookie.value });
	const left = (await expiry(cookie.value)).getTime() - Date.now();
	expect(left).toBeGreaterThan(29.9 * DAY_MS);
	expect(left).toBeLessThanOrEqual(30 * DAY_MS);
});

test('who can set no cookie only looks', async () => {
	const { cookie, header } = await signedIn();
	await expireIn(cookie.value, DAY_MS);
	const before = await expiry(cookie.value);
	const session = await readSession(db(), header, { ...plain, renew: false });
	expect(session?.actor.kind).toBe('person');
	expect(session?.renewed).toBeUndefined();
	expect(await expiry(cookie.value)).toEqual(before);
});

test('an expired session is nobody and is deleted when it is shown', async () => {
	const { cookie, header } = await signedIn();
	await expireIn(cookie.value, -1000);
	expect(await readSession(db(), header, plain)).toBeNull();
	expect(await sql()`select 1 from sessions where id = ${hashSessionId(cookie.value)}`).toEqual([]);
});

test('a person who is not active any more is nobody', async () => {
	const { person, header } = await signedIn();
	await sql()`update people set active = false where id = ${person.id}`;
	expect(await readSession(db(), header, plain)).toBeNull();
});

test('signing out ends this session; signing out everywhere ends all of this person and no other', async () => {
	const { person, cookie, header } = await signedIn();
	const second = await startSession(db(), person.id, plain);
	const third = await startSession(db(), person.id, plain);
	const stranger = await signedIn();
	await endSession(db(), hashSessionId(cookie.value));
	expect(await readSession(db(), header, plain)).toBeNull();

	expect(await endAllSessions(db(), person.id, { except: hashSessionId(third.value) })).toBe(1);
	const read = (one: typeof second) => readSession(db(), `${one.name}=${one.value}`, plain);
	expect(await read(second)).toBeNull();
	expect(await read(third)).not.toBeNull();
	expect(await endAllSessions(db(), person.id)).toBe(1);
	expect(await read(third)).toBeNull();
	expect(await readSession(db(), stranger.header, plain)).not.toBeNull();
});

test('the sweep deletes what has expired and keeps the rest', async () => {
	await sql()`delete from sessions`;
	const old = await signedIn();
	const live = await signedIn();
	await expireIn(old.cookie.value, -1);
	expect(await sweepSessions({ ctx: database.ctx(), input: {} })).toEqual({ swept: 1 });
	expect(await readSession(db(), live.header, plain)).not.toBeNull();
});
