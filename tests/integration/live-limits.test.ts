import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Identify, VerifyDisplay } from '#lib/server/live/access.ts';
import { pairedDisplays } from '#lib/server/displays/session.ts';
import { createGateway } from '#lib/server/live/gateway.ts';
import { createScorer } from '#lib/server/scoring/scorer.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import { aContest, asActor } from '#tests/support/people.ts';
import { keepingLog } from './door-support.ts';
import type { LiveSocket } from './live-portal.ts';
import { aWorld, type World } from './scoring-world.ts';
import { WAIT } from '../support/wait.ts';

describe('a gateway at its limits', () => {
	let db: TestDatabase;
	let world: World;
	let url: string;
	let identify: Identify;
	let verifyDisplay: VerifyDisplay;
	const { log, lines } = keepingLog();
	const open: LiveSocket[] = [];
	let gateway: ReturnType<typeof createGateway>;
	const server = createServer((_, res) => res.end());

	beforeAll(async () => {
		db = await createTestDatabase({ hotMax: 8 });
		world = await aWorld(db);
		gateway = createGateway({
			...{ connections: db.connections, log, origin: 'https://portal.example' },
			identify: (cookie) => identify(cookie),
			verifyDisplay: (slug, key) => verifyDisplay(slug, key),
			paired: pairedDisplays(() => db.ctx(), 'https://portal.example'),
		});
		gateway.attach(server);
		await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
		url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/live`;
	});
	afterEach(() => {
		for (const socket of open.splice(0)) socket.disconnect();
		lines.length = 0;
	});
	afterAll(async () => {
		await gateway.close();
		server.closeAllConnections();
		await new Promise((closed) => server.close(closed));
		await db.close();
	});

	const ana = () => world.people[0]!;
	function connect(auth: Record<string, string> = {}): LiveSocket {
		const socket: LiveSocket = io(url, {
			...{ transports: ['websocket'], forceNew: true, reconnection: false, auth },
		});
		open.push(socket);
		return socket;
	}
	const signIn = () => {
		identify = async () => ({ personId: ana().id, actor: asActor(ana()) });
	};
	const watch = (socket: LiveSocket, contest = world.contest.slug) =>
		socket.emitWithAck('watch', { contest, top: 5 });
	const said = () => lines.map(({ msg }) => msg);

	it('turns a socket away for now, and says so, when nobody can say whose it is', async () => {
		identify = () => Promise.reject(new Error('The database is away.'));
		const error = await new Promise<Error>((told) => connect().on('connect_error', told));
		expect(error.message).toBe('unavailable');
		expect(said()).toEqual(['a socket could not be admitted']);
		expect(gateway.sockets()).toBe(0);
	});

	it('has a display ask again later when its key cannot be checked', async () => {
		verifyDisplay = () => Promise.reject(new Error('The database is away.'));
		const tv = connect({ token: 'key' });
		expect(await watch(tv)).toEqual({ ok: false, error: 'unavailable' });
		expect(said()).toEqual(['a watch failed']);
		verifyDisplay = async () => ({ id: 'd', contestId: world.contest.id });
		expect(await watch(tv)).toMatchObject({ ok: true });
	});

	it('shows one socket eight boards at most, and another for one that it left', async () => {
		signIn();
		const slugs: string[] = [];
		for (let i = 0; i < 9; i++) slugs.push((await aContest(db)).slug);
		const socket = connect();
		for (const slug of slugs.slice(0, 8))
			expect(await watch(socket, slug)).toMatchObject({ ok: true });
		expect(await watch(socket, slugs[8])).toEqual({ ok: false, error: 'too_many' });
		expect(await watch(socket, slugs[0])).toMatchObject({ ok: true });
		socket.emit('unwatch', { contest: slugs[1]! });
		socket.emit('unwatch', { contest: 'never-watched' });
		expect(await watch(socket, slugs[8])).toMatchObject({ ok: true });
		expect(gateway.sockets()).toBe(1);
	});

	it('shows eight boards at most to a socket that asks for ten at once', async () => {
		signIn();
		const slugs: string[] = [];
		for (let i = 0; i < 10; i++) slugs.push((await aContest(db)).slug);
		const socket = connect();
		const answers = await Promise.all(slugs.map((slug) => watch(socket, slug)));
		expect(answers.filter(({ ok }) => ok)).toHaveLength(8);
		expect(answers).toContainEqual({ ok: false, error: 'too_many' });
	});

	it('gives no seat to a socket that left while its board was read', async () => {
		const held = Promise.withResolvers<{ id: string; contestId: string }>();
		const asked = Promise.withResolvers<void>();
		verifyDisplay = () => {
			asked.resolve();
			return held.promise;
		};
		const tv = connect({ token: 'key' });
		void watch(tv).catch(() => undefined);
		await asked.promise;
		tv.disconnect();
		await vi.waitFor(() => expect(gateway.sockets()).toBe(0), WAIT);
		held.resolve({ id: 'd', contestId: world.contest.id });
		verifyDisplay = async () => held.promise;
		expect(await watch(connect({ token: 'key' }))).toMatchObject({ ok: true });
		expect(said()).toEqual([]);
	});

	it('says in its health that a board cannot be read, keeps its screens, and goes on by itself', async () => {
		signIn();
		const { sql } = db.connections;
		const scorer = createScorer({ connections: db.connections, log: silent });
		await scorer.drain();
		const socket = connect();
		expect(await watch(socket)).toMatchObject({ ok: true });
		await db.owner`alter table standings rename to standings_away`;
		await sql`update contests set board_version = board_version + 1, rebuilt_version = board_version + 1
			where id = ${world.contest.id}`;
		await sql`select pg_notify('board', ${world.contest.id})`;
		await vi.waitFor(() => expect(gateway.health().state).toBe('degraded'), WAIT);
		expect(gateway.health().detail).toContain('standings');
		const moved = new Promise((heard) => socket.on('board', heard));
		await db.owner`alter table standings_away rename to standings`;
		await vi.waitFor(() => expect(gateway.health()).toEqual({ state: 'ok' }), WAIT);
		await moved;
		expect(said()).toEqual(['a board could not be read']);
		await scorer.close();
	});

	it('goes on telling a lone watcher who asks anew', async () => {
		signIn();
		const scorer = createScorer({ connections: db.connections, log: silent });
		await scorer.drain();
		const socket = connect();
		expect(await watch(socket)).toMatchObject({ ok: true });
		expect(await watch(socket)).toMatchObject({ ok: true });
		const moved = new Promise((heard) => socket.once('board', heard));
		const own = new Promise((heard) => socket.once('me', heard));
		await world.happen({ type: 'click', link: 0, hour: 55 });
		await scorer.drain();
		expect(await moved).toMatchObject({ contest: world.contest.slug });
		expect(await own).toMatchObject({ contest: world.contest.slug });
		await scorer.close();
	});

	/** Has the database refuse to read a table until `back` is called. */
	async function without(table: 'clicks' | 'day_scores') {
		const { owner } = db;
		await owner`alter table ${owner(table)} rename to ${owner(`${table}_away`)}`;
		return { back: () => owner`alter table ${owner(`${table}_away`)} rename to ${owner(table)}` };
	}

	it('still shows the board when one’s own figures cannot be read, says so, and tells them later', async () => {
		signIn();
		const socket = connect();
		const first = new Promise((heard) => socket.once('me', heard));
		expect(await watch(socket)).toMatchObject({ ok: true });
		await first;
		const figures = await without('day_scores');
		const told = new Promise((heard) => socket.once('me', heard));
		expect(await watch(socket)).toMatchObject({ ok: true });
		await vi.waitFor(() => expect(said()).toContain('own rows could not be told'), WAIT);
		await figures.back();
		expect(await told).toMatchObject({ contest: world.contest.slug });
	});

	it('still moves the board when the news cannot be read, says so, and tells it later', async () => {
		signIn();
		const scorer = createScorer({ connections: db.connections, log: silent });
		await scorer.drain();
		const socket = connect();
		expect(await watch(socket)).toMatchObject({ ok: true });
		const clicks = await without('clicks');
		const moved = new Promise((heard) => socket.once('board', heard));
		await world.happen({ type: 'adjustment', person: 0, points: 5, hour: 60 });
		await scorer.drain();
		await moved;
		await vi.waitFor(() => expect(said()).toContain('the ticker could not be told'), WAIT);
		await clicks.back();
		const news = new Promise((heard) => socket.once('ticker', heard));
		await world.happen({ type: 'click', link: 1, hour: 61 });
		await scorer.drain();
		expect(await news).toContainEqual(expect.objectContaining({ kind: 'clicks' }));
		await scorer.close();
	});
});
