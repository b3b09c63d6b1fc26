import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createIdentify } from '#lib/server/auth/identify.ts';
import {
	endAllSessions,
	endSession,
	hashSessionId,
	startSession,
} from '#lib/server/auth/sessions.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aPerson } from '#tests/support/people.ts';
import { WAIT } from '../support/wait.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.close());
afterEach(() => {
	vi.useRealTimers();
	vi.restoreAllMocks();
});

const db = () => database.connections.db;

async function signedIn() {
	const person = await aPerson(database);
	const cookie = await startSession(db(), person.id, { secure: false });
	return {
		person,
		sessionId: hashSessionId(cookie.value),
		header: `${cookie.name}=${cookie.value}`,
	};
}

test('nobody is asked for a request without our cookie', async () => {
	const select = vi.spyOn(db(), 'select');
	const identify = createIdentify(database.connections);
	expect(await identify(undefined)).toBeNull();
	expect(await identify('theme=dark; other=laurel')).toBeNull();
	expect(select).not.toHaveBeenCalled();
	await identify.close();
});

test('the second question within seconds is answered without the database', async () => {
	const { person, header } = await signedIn();
	const identify = createIdentify(database.connections);
	const select = vi.spyOn(db(), 'select');
	const [one, two] = await Promise.all([identify(header), identify(`a=b; ${header}`)]);
	expect(one?.personId).toBe(person.id);
	expect(two).toEqual(one);
	await identify(header);
	expect(select).toHaveBeenCalledTimes(1);
	await identify.close();
});

test('a made-up session is nobody, and asking for it pushes nobody out', async () => {
	const identify = createIdentify(database.connections);
	expect(await identify('laurel_session=made-up')).toBeNull();
	await identify.close();
});

test.each([
	['signing out', (one: Awaited<ReturnType<typeof signedIn>>) => endSession(db(), one.sessionId)],
	[
		'signing out everywhere',
		(one: Awaited<ReturnType<typeof signedIn>>) => endAllSessions(db(), one.person.id),
	],
])('%s is heard by every process before the answer grows old', async (_title, end) => {
	// The clock stands still: no answer grows old, so that nothing but the news can end one.
	vi.useFakeTimers({ toFake: ['Date'] });
	const identify = createIdentify(database.connections);
	const one = await signedIn();
	const other = await signedIn();
	await identify(one.header);
	await expect
		.poll(
			() => database.connections.sql`select 1 from pg_stat_activity
			where datname = current_database() and query ilike 'listen%sessions%'`,
		)
		.toHaveLength(1);
	expect(await identify(one.header)).not.toBeNull();
	expect(await identify(other.header)).not.toBeNull();
	// Without the news the answer stays: it is the news that ends it.
	await database.connections.sql`delete from sessions where id = ${one.sessionId}`;
	expect(await identify(one.header)).not.toBeNull();
	await end(one);
	await expect.poll(() => identify(one.header), WAIT).toBeNull();
	expect((await identify(other.header))?.personId).toBe(other.person.id);
	await identify.close();
});
