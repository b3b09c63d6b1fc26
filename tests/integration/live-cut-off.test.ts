import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Access, type Cut, type Identify, type VerifyDisplay } from '#lib/server/live/access.ts';
import { Rate } from '#lib/server/live/rate.ts';
import type { SocketData } from '#lib/server/live/watchers.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aPerson, asActor, type APerson } from '#tests/support/people.ts';
import { WAIT } from '../support/wait.ts';

const MINUTE = 60_000;
/** Only intervals are ours to turn: the database's own timers go on. */
const turn = (milliseconds: number) => vi.advanceTimersByTime(milliseconds);

describe('who is cut off', () => {
	let db: TestDatabase;
	let ana: APerson;
	let bo: APerson;
	let access: Access;
	let sockets: (Cut & { cut: boolean })[];
	let identify: Identify;
	let verifyDisplay: VerifyDisplay;

	beforeAll(async () => {
		db = await createTestDatabase({ hotMax: 4 });
		[ana, bo] = [await aPerson(db), await aPerson(db)];
	});
	beforeEach(() => {
		vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
		sockets = [];
		identify = () => Promise.resolve(null);
		verifyDisplay = () => Promise.resolve(null);
		access = new Access({
			connections: db.connections,
			identify: (cookie) => identify(cookie),
			verifyDisplay: (slug, key) => verifyDisplay(slug, key),
			sockets: () => sockets,
		});
	});
	afterEach(async () => {
		await access.close();
		vi.useRealTimers();
	});
	afterAll(() => db.close());

	function connected(over: Partial<SocketData>): Cut & { cut: boolean } {
		const data: SocketData = {
			...{ actor: null, cookie: null, key: null, sessionId: null, watched: new Map() },
			...{ displayId: null, unfollow: null },
			rate: new Rate(1, 1, 0),
			...over,
		};
		const socket = { data, cut: false, disconnect: () => void (socket.cut = true) };
		sockets.push(socket);
		return socket;
	}
	const signedIn = (person: APerson, sessionId: string) =>
		connected({ actor: asActor(person), cookie: `session=${sessionId}`, sessionId });
	const display = (key: string, ...slugs: string[]) =>
		connected({ key, watched: new Map(slugs.map((slug) => [slug, {} as never])) });
	/** Starts to listen, and rings once it is heard. */
	async function ring(...ended: string[]): Promise<void> {
		access.start();
		const { sql } = db.connections;
		const listening = () => sql<{ n: number }[]>`
			select count(*)::int as n from pg_stat_activity
			where datname = current_database() and query ilike 'listen "sessions"%'`;
		while ((await listening())[0]?.n === 0) await new Promise(setImmediate);
		for (const name of ended) await sql`select pg_notify('sessions', ${name})`;
	}

	it('is the one whose session ended, by its name, and nobody beside', async () => {
		const [one, another, tv] = [signedIn(ana, 'a1'), signedIn(ana, 'a2'), display('key')];
		await ring('a1');
		await vi.waitFor(() => expect(one.cut).toBe(true), WAIT);
		expect([another.cut, tv.cut]).toEqual([false, false]);
	});

	it('is of a person only whoever’s session is over, when some of theirs ended', async () => {
		const [over, kept, other] = [signedIn(ana, 'a1'), signedIn(ana, 'a2'), signedIn(bo, 'b1')];
		const asked: (string | undefined)[] = [];
		identify = async (cookie) => {
			asked.push(cookie);
			return cookie === 'session=a1' ? null : { personId: ana.id, actor: asActor(ana) };
		};
		await ring(`person:${ana.id}`);
		await vi.waitFor(() => expect(over.cut).toBe(true), WAIT);
		expect([kept.cut, other.cut]).toEqual([false, false]);
		expect(asked).toEqual(['session=a1', 'session=a2']);
	});

	it('is within a minute whose session ran out, asked for once for all of their windows', async () => {
		const [one, two, other] = [signedIn(ana, 'a1'), signedIn(ana, 'a1'), signedIn(bo, 'b1')];
		const asked: (string | undefined)[] = [];
		identify = async (cookie) => {
			asked.push(cookie);
			return cookie === 'session=b1' ? { personId: bo.id, actor: asActor(bo) } : null;
		};
		access.start();
		turn(MINUTE);
		await vi.waitFor(() => expect(asked).toHaveLength(2), WAIT);
		expect([one.cut, two.cut, other.cut]).toEqual([true, true, false]);
	});

	it('is nobody while sessions cannot be read, and the next round asks again', async () => {
		const one = signedIn(ana, 'a1');
		let asked = 0;
		identify = () => {
			asked++;
			return Promise.reject(new Error('The database is away.'));
		};
		access.start();
		turn(MINUTE);
		await vi.waitFor(() => expect(asked).toBe(1), WAIT);
		await vi.waitFor(() => {
			turn(MINUTE);
			expect(asked).toBeGreaterThan(1);
		}, WAIT);
		expect(one.cut).toBe(false);
	});

	it('is not asked for twice at a time, nor after it is closed', async () => {
		for (const name of ['a1', 'a2', 'a3']) signedIn(ana, name);
		const held = Promise.withResolvers<null>();
		let asked = 0;
		identify = () => {
			asked++;
			return held.promise;
		};
		access.start();
		turn(MINUTE);
		turn(MINUTE);
		expect(asked).toBe(1);
		await access.close();
		held.resolve(null);
		await vi.waitFor(() => expect(sockets[0]?.cut).toBe(true), WAIT);
		await new Promise(setImmediate);
		expect(asked).toBe(1);
	});

	it('is a display whose key is no longer good for what it shows, and none while that cannot be read', async () => {
		const [revoked, twin] = [display('old', 'autumn'), display('old', 'autumn')];
		const [good, unread, idle] = [display('new', 'autumn'), display('odd', 'spring'), display('x')];
		const asked: string[] = [];
		verifyDisplay = async (slug, key) => {
			asked.push(`${slug} ${key}`);
			if (key === 'odd') throw new Error('The database is away.');
			return key === 'new' ? { id: 'd', contestId: 'c' } : null;
		};
		access.start();
		turn(2_000);
		await vi.waitFor(() => expect(asked).toHaveLength(3), WAIT);
		expect(asked).toEqual(['autumn old', 'autumn new', 'spring odd']);
		expect([revoked, twin].map(({ cut }) => cut)).toEqual([true, true]);
		expect([good, unread, idle].map(({ cut }) => cut)).toEqual([false, false, false]);
	});
});
