import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DoorClick } from '#lib/server/clicks/click.ts';
import { createRecorder, type Recorder } from '#lib/server/clicks/recorder.ts';
import { connect } from '#lib/server/db/client.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import { aLink, aProgram } from '#tests/support/people.ts';
import { keepingLog } from './door-support.ts';
import { WAIT } from '../support/wait.ts';

const DAY = 86_400_000;
const DEADLINE_MS = 300;

describe('the recorder', () => {
	let database: TestDatabase;
	let link: Awaited<ReturnType<typeof aLink>>;
	let folder: string;
	let recorder: Recorder;

	beforeAll(async () => {
		database = await createTestDatabase({ hotMax: 8 });
		await aProgram(database);
	});
	afterAll(() => database.close());
	beforeEach(async () => {
		link = await aLink(database);
		folder = mkdtempSync(join(tmpdir(), 'laurel-recorder-'));
		recorder = createRecorder({
			...{ connections: database.connections, folder, log: silent },
			...{ windowMs: () => DAY, deadlineMs: DEADLINE_MS },
		});
		await recorder.start();
	});
	afterEach(async () => {
		await recorder.close();
		rmSync(folder, { recursive: true, force: true });
	});

	const click = (visitor: string, over: Partial<DoorClick> = {}): DoorClick => ({
		...{ id: v7(), linkId: link.id, personId: link.personId, postId: link.postId },
		...{
			at: Date.now(),
			first: 'candidate',
			visitor,
			earlier: '',
			network: '',
			later: () => `${visitor}-later`,
		},
		...over,
	});
	const record = (one: DoorClick) => new Promise<void>((done) => recorder.record(one, done));
	const verdicts = async () =>
		(
			await database.connections.sql<{ verdict: string }[]>`
				select verdict from clicks where link_id = ${link.id} order by at, id`
		).map(({ verdict }) => verdict);

	it('has a click in the database when it says so, robots’ clicks too', async () => {
		await Promise.all([record(click('a')), record(click('', { first: 'bot' }))]);
		expect((await verdicts()).sort()).toEqual(['bot', 'valid']);
		expect(recorder.spooled()).toBe(0);
	});

	it('lets nobody wait for a database that hangs, and counts every click once when it answers again', async () => {
		const blocker = connect(database.url, { max: 1, hotMax: 1 });
		const [held, locked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
		const blocking = blocker.sql.begin(async (tx) => {
			await tx`lock table visits in access exclusive mode`;
			locked.resolve();
			await held.promise;
		});
		await locked.promise;
		const begun = performance.now();
		// Under way when the deadline comes, queued behind that, and after it.
		const first = record(click('a'));
		await new Promise((turn) => setImmediate(turn));
		await Promise.all([first, record(click('b')), record(click('a'))]);
		await record(click('c'));
		expect(performance.now() - begun).toBeLessThan(DEADLINE_MS + 2_000);
		expect(recorder.isAway()).toBe(true);
		expect(recorder.spooled()).toBe(4);
		held.resolve();
		await blocking;
		await blocker.close();
		await vi.waitFor(() => expect(recorder.spooled()).toBe(0), { timeout: 10_000 });
		expect((await verdicts()).sort()).toEqual(['duplicate', 'valid', 'valid', 'valid']);
		await record(click('d'));
		expect(recorder.isAway()).toBe(false);
	});

	it('takes a flood to disk first, at two doors at once, and every visitor is counted once', async () => {
		const elsewhere = mkdtempSync(join(tmpdir(), 'laurel-recorder-'));
		const { log, lines } = keepingLog();
		const other = createRecorder({
			...{ connections: database.connections, folder: elsewhere, log, windowMs: () => DAY },
		});
		await other.start();
		// All in one turn: from the seventeenth on each finds sixteen waiting, and the thousandth says what that is.
		const sent = Array.from({ length: 1_500 }, (_, n) => [
			record(click(`v${n % 700}`)),
			new Promise<void>((done) => other.record(click(`v${(n * 7) % 700}`), done)),
		]);
		expect([recorder.isFlooded(), other.isFlooded()]).toEqual([true, true]);
		await Promise.all(sent.flat());
		// Whoever is answered is in the database or on disk.
		const waiting = recorder.spooled() + other.spooled();
		expect(waiting + (await verdicts()).length).toBeGreaterThanOrEqual(3_000);
		expect(lines.map(({ msg }) => msg)).toContain(
			'more clicks come than the database takes; they go to disk first',
		);
		await vi.waitFor(() => expect([recorder.spooled(), other.spooled()]).toEqual([0, 0]), WAIT);
		await vi.waitFor(
			() => expect([recorder.isFlooded(), other.isFlooded()]).toEqual([false, false]),
			WAIT,
		);
		const all = await verdicts();
		expect(all).toHaveLength(3_000);
		expect(all.filter((verdict) => verdict === 'valid')).toHaveLength(700);
		expect([recorder.isAway(), recorder.lost(), other.lost()]).toEqual([false, 0, 0]);

		// Afterwards, by whichever way, a click is recorded as before.
		await Promise.all([record(click('new')), record(click('v1'))]);
		await vi.waitFor(async () => expect(await verdicts()).toHaveLength(3_002), WAIT);
		expect((await verdicts()).filter((verdict) => verdict === 'valid')).toHaveLength(701);
		await other.close();
		rmSync(elsewhere, { recursive: true, force: true });
	});

	it('leaves out a click that the database refuses for good, keeps its neighbours, and says so', async () => {
		const orphan = click('x', { linkId: v7() });
		await Promise.all([record(click('a')), record(orphan), record(click('b'))]);
		expect(await verdicts()).toEqual(['valid', 'valid']);
		expect(recorder.lost()).toBe(1);
		expect(recorder.isAway()).toBe(false);
	});

	it('puts what is still on its way on disk when it closes, and the next one records it', async () => {
		const gone = connect('postgres://nobody@127.0.0.1:1/nothing', { max: 1, hotMax: 1 });
		const alone = createRecorder({
			...{ connections: gone, folder, log: silent, windowMs: () => DAY },
		});
		await alone.start();
		await new Promise<void>((done) => alone.record(click('a'), done));
		await alone.close();
		await gone.close();
		expect(readdirSync(folder)).toHaveLength(1);
		const next = createRecorder({
			...{ connections: database.connections, folder, log: silent, windowMs: () => DAY },
		});
		await next.start();
		await vi.waitFor(async () => expect(await verdicts()).toEqual(['valid']), { timeout: 5_000 });
		await vi.waitFor(() => expect(readdirSync(folder)).toHaveLength(0), WAIT);
		await next.close();
	});

	it('tries a batch again that Postgres broke off for the sake of another, and leaves the database for nothing of it', async () => {
		await database.owner`create sequence broken_off`;
		await database.owner`create function break_off() returns trigger language plpgsql security definer as
			$$ begin
				if nextval('broken_off') = 1 then raise exception 'broken off' using errcode = '40P01'; end if;
				return new;
			end $$`;
		await database.owner`create trigger break_off before insert on clicks for each row execute function break_off()`;
		await record(click('a'));
		await database.owner`drop trigger break_off on clicks`;
		expect(await verdicts()).toEqual(['valid']);
		expect([recorder.isAway(), recorder.lost(), recorder.spooled()]).toEqual([false, 0, 0]);
	});

	it('lets people through and counts what it lost when neither database nor disk takes a click', async () => {
		const gone = connect('postgres://nobody@127.0.0.1:1/nothing', { max: 1, hotMax: 1 });
		const { log, lines } = keepingLog();
		const nowhere = join(folder, 'none');
		mkdirSync(nowhere);
		const alone = createRecorder({
			...{ connections: gone, folder: nowhere, log, windowMs: () => DAY },
		});
		await alone.start();
		rmSync(nowhere, { recursive: true });
		for (const visitor of ['a', 'b']) {
			await new Promise<void>((done) => alone.record(click(visitor), done));
		}
		expect([alone.lost(), alone.spooled(), alone.isAway()]).toEqual([2, 0, true]);
		// One line for the first of a thousand, not one for each.
		const said = lines.map(({ msg }) => msg);
		expect(said.filter((line) => line === 'clicks are being lost')).toHaveLength(1);
		await alone.close();
		await gone.close();
	});

	it('says what it took over from a crash, and keeps it on disk while recording is interrupted', async () => {
		const gone = connect('postgres://nobody@127.0.0.1:1/nothing', { max: 1, hotMax: 1 });
		const alone = createRecorder({
			...{ connections: gone, folder, log: silent, windowMs: () => DAY },
		});
		await alone.start();
		for (const visitor of ['a', 'b', 'a']) {
			await new Promise<void>((done) => alone.record(click(visitor), done));
		}
		await alone.close();
		await gone.close();
		await database.owner`alter table clicks rename to clicks_away`;
		const { log, lines } = keepingLog();
		const next = createRecorder({
			...{ connections: database.connections, folder, log, windowMs: () => DAY },
		});
		const said = () => lines.map(({ msg }) => msg);
		await next.start();
		expect(said()).toEqual(['found spooled clicks']);
		expect(next.spooled()).toBe(3);
		await vi.waitFor(
			() => expect(said()).toContain('recording the spooled clicks was interrupted'),
			{ timeout: 5_000 },
		);
		expect(next.spooled()).toBe(3);
		await database.owner`alter table clicks_away rename to clicks`;
		await vi.waitFor(
			() => expect(lines).toContainEqual(expect.objectContaining({ recorded: 3 })),
			WAIT,
		);
		expect(next.spooled()).toBe(0);
		expect((await verdicts()).sort()).toEqual(['duplicate', 'valid', 'valid']);
		await next.close();
	});

	it('keeps on disk what a database that hangs has not taken when the process must go', async () => {
		const blocker = connect(database.url, { max: 1, hotMax: 1 });
		const [held, locked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
		const blocking = blocker.sql.begin(async (tx) => {
			await tx`lock table visits in access exclusive mode`;
			locked.resolve();
			await held.promise;
		});
		await locked.promise;
		const other = createRecorder({
			...{ connections: database.connections, folder, log: silent, windowMs: () => DAY },
			deadlineMs: 60_000,
		});
		await other.start();
		const done = new Promise<void>((told) => other.record(click('a'), told));
		await other.close();
		await done;
		expect(readdirSync(folder)).toHaveLength(1);
		held.resolve();
		await blocking;
		await blocker.close();
	}, 20_000);
});
