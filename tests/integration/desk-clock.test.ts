import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createDatabaseClock, type DatabaseClock } from '#lib/server/db/clock.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { WAIT } from '../support/wait.ts';

let database: TestDatabase;
let clock: DatabaseClock;
beforeAll(async () => {
	database = await createTestDatabase();
	clock = createDatabaseClock(database.connections.sql);
});
afterEach(() => vi.useRealTimers());
afterAll(async () => {
	clock.stop();
	await database.close();
});

/** How far apart the two clocks are, in milliseconds; the database's is asked anew. */
async function apart(): Promise<number> {
	const [row] = await database.connections.sql<{ ms: number }[]>`
		select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`;
	return Math.abs(clock.now().getTime() - row!.ms);
}
const wallClock = (iso: string) => vi.useFakeTimers({ toFake: ['Date'], now: new Date(iso) });

describe('the clock that requests go by', () => {
	it('is the machine’s own before the database was asked', () => {
		wallClock('2031-01-01T00:00:00Z');
		expect(clock.now().toISOString()).toBe('2031-01-01T00:00:00.000Z');
	});

	it('is the database’s, whatever the machine’s own shows and however that jumps', async () => {
		wallClock('2040-01-01T00:00:00Z');
		await clock.start();
		expect(await apart()).toBeLessThan(2_000);
		wallClock('2001-01-01T00:00:00Z');
		expect(await apart()).toBeLessThan(2_000);
	});

	it('moves on between two looks, and goes on while the database is away', async () => {
		const before = clock.now();
		await vi.waitFor(
			() => expect(clock.now().getTime()).toBeGreaterThan(before.getTime() + 20),
			WAIT,
		);
		const away = postgres('postgres://nobody@127.0.0.1:1/none', { max: 1, connect_timeout: 1 });
		const lost = createDatabaseClock(away);
		await expect(lost.sample()).rejects.toThrow();
		await lost.start();
		expect(Math.abs(lost.now().getTime() - Date.now())).toBeLessThan(1_000);
		lost.stop();
		await away.end({ timeout: 0 });
	});
});
