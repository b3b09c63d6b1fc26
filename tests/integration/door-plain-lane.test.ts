import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openPlainLane } from '#lib/server/door/plain-lane.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aContest, aLink, aPerson, aPost, aProgram } from '#tests/support/people.ts';
import { WAIT } from '#tests/support/wait.ts';
import { BROWSER, openDoor, type OpenDoor } from './door-support.ts';

const END = '\r\n\r\n';

describe('the lane of plain requests', () => {
	let database: TestDatabase;
	let door: OpenDoor;
	let slug: string;
	const sockets: Socket[] = [];

	beforeAll(async () => {
		database = await createTestDatabase();
		await aProgram(database);
		await aContest(database);
		const owner = await aPerson(database);
		const post = await aPost(database, { url: 'https://www.example.com/story' });
		({ slug } = await aLink(database, { personId: owner.id, postId: post.id }));
		door = await openDoor(database.url, { trustedProxies: 1 });
	});
	afterEach(() => {
		for (const socket of sockets.splice(0)) socket.destroy();
	});
	afterAll(async () => {
		await door.close();
		await database.close();
	});

	let visitors = 0;
	/** A request from another visitor each time; with more headers Node is to read it. */
	const get = (path = `/r/${slug}`, more = '') =>
		`GET ${path} HTTP/1.1\r\nHost: go.example.com\r\nUser-Agent: ${BROWSER}\r\nX-Forwarded-For: 203.0.113.${++visitors}\r\n${more}\r\n`;
	const NODE = 'Cookie: theme=dark\r\n';

	/** A connection; `heard` waits until so many answers without a body came, or all that ever will. */
	async function open(port = door.port) {
		const socket = connect({ port, host: '127.0.0.1' });
		socket.setMaxListeners(0);
		sockets.push(socket);
		let text = '';
		socket.setEncoding('latin1');
		socket.on('data', (chunk: string) => (text += chunk));
		await once(socket, 'connect');
		const closed = once(socket, 'close');
		return {
			socket,
			closed,
			async heard(answers: number): Promise<string[]> {
				while (text.split(END).length <= answers && !socket.readableEnded)
					await Promise.race([once(socket, 'data'), once(socket, 'end'), closed]);
				return text.split(END).slice(0, -1);
			},
		};
	}
	const locationOf = (answer: string | undefined) => /^Location: (.*)$/m.exec(answer ?? '')?.[1];
	const idOf = (answer: string | undefined) => /lrl=([\w-]{36})/.exec(answer ?? '')?.[1];
	const verdictsOf = async (answers: string[]) => {
		const rows = await database.connections.sql<{ id: string; verdict: string }[]>`
			select id, verdict from clicks where id = any(${answers.map((answer) => idOf(answer)!)})`;
		return answers.map((answer) => rows.find(({ id }) => id === idOf(answer))?.verdict);
	};

	it('answers byte by byte what Node would, and stores the same click', async () => {
		const [mine, nodes] = [await open(), await open()];
		mine.socket.write(get());
		const [plain] = await mine.heard(1);
		nodes.socket.write(get(undefined, NODE));
		const [ordinary] = await nodes.heard(1);
		const same = (answer = '') =>
			answer.replace(/lrl=[\w-]{36}/, 'lrl=ID').replace(/^Date: .*GMT$/m, 'Date');
		expect(same(plain)).toBe(same(ordinary));
		expect(same(plain)).toContain('lrl=ID');
		expect(await verdictsOf([plain!, ordinary!])).toEqual(['valid', 'valid']);
	});

	it('keeps its connection from request to request, and hands it over when something else comes', async () => {
		const { socket, heard } = await open();
		socket.write(get());
		await heard(1);
		socket.write(get());
		await heard(2);
		socket.write(get(undefined, NODE));
		await heard(3);
		socket.write(get());
		const answers = await heard(4);
		expect(new Set(answers.map(idOf)).size).toBe(4);
		expect(await verdictsOf(answers)).toEqual(['valid', 'valid', 'valid', 'valid']);
	});

	it('gives to Node what is no plain request for a known link: unknown ones, previews, other methods', async () => {
		for (const [request, status] of [
			[get('/r/nobodys'), '404 Not Found'],
			[get('/r/%'), '400 Bad Request'],
			[get(`/r/${'a'.repeat(300)}`), '414 URI Too Long'],
			[get().replace('GET', 'PUT'), '405 Method Not Allowed'],
			[get().replace(BROWSER, 'Slackbot-LinkExpanding 1.0'), '200 OK'],
			['nonsense\r\n\r\n', '400 Bad Request'],
		] as const) {
			const { socket, heard } = await open();
			socket.write(request);
			expect((await heard(1))[0]).toContain(`HTTP/1.1 ${status}`);
		}
	});

	it('answers a request that comes in pieces, however it is cut', async () => {
		const request = get();
		for (const cut of [1, 4, 20, request.length - 2]) {
			const { socket, heard } = await open();
			socket.setNoDelay(true);
			socket.write(request.slice(0, cut));
			// It has come when another connection's, sent after it, is answered.
			const other = await open();
			other.socket.write(get());
			await other.heard(1);
			socket.write(request.slice(cut));
			expect(locationOf((await heard(1))[0])).toContain('https://www.example.com/story');
		}
	});

	it('answers in order what is sent before the answer before is there, plain or not', async () => {
		const { socket, heard } = await open();
		socket.write(get());
		for (let i = 0; i < 3; i++) socket.write(get());
		socket.write(get(undefined, NODE) + get('/r/nobodys'));
		const answers = await heard(6);
		expect(answers.slice(0, 5).map((answer) => answer.startsWith('HTTP/1.1 302'))).toEqual(
			Array.from({ length: 5 }, () => true),
		);
		expect(answers[5]).toContain('404 Not Found');
		expect(await verdictsOf(answers.slice(0, 5))).toEqual(Array.from({ length: 5 }, () => 'valid'));
	});

	it('answers who has said that nothing more comes, and ends the connection', async () => {
		const { socket, heard, closed } = await open();
		socket.end(get());
		expect((await heard(1))[0]).toContain('HTTP/1.1 302 Found');
		await closed;
	});

	it('keeps the click of a visitor who is gone before the answer', async () => {
		const before = await database.connections.sql`select from clicks`;
		const { socket, closed } = await open();
		socket.write(get(), () => socket.resetAndDestroy());
		await closed;
		// Whoever comes later is in the same commit or a later one.
		await expect
			.poll(async () => (await database.connections.sql`select from clicks`).length, WAIT)
			.toBe(before.length + 1);
	});

	it('counts robots for nothing, and stores fifty of an hour’s', async () => {
		const owner = await aPerson(database);
		const { slug: other, id } = await aLink(database, {
			personId: owner.id,
			postId: (await aPost(database)).id,
		});
		const { socket, heard } = await open();
		for (let i = 1; i <= 60; i++) {
			socket.write(get(`/r/${other}`).replace(BROWSER, 'curl/8.5.0'));
			await heard(i);
		}
		const rows = await database.connections.sql`select verdict from clicks where link_id = ${id}`;
		expect(rows.map(({ verdict }) => verdict as string)).toEqual(
			Array.from({ length: 50 }, () => 'bot'),
		);
	});

	it('ends what is idle when it is told to, silent newcomers too, and nothing that is being answered', async () => {
		const waiting: ((location: string) => void)[] = [];
		const server = createServer();
		const lane = openPlainLane(server, (_target, _visit, send) => waiting.push(send) > 0);
		await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
		const { port } = server.address() as { port: number };
		const [idle, silent, busy] = [await open(port), await open(port), await open(port)];
		for (const { socket } of [idle, busy]) socket.write(get());
		await expect.poll(() => waiting.length, WAIT).toBe(2);
		waiting.shift()!('https://www.example.com/');
		const first = await Promise.race([idle.heard(1), busy.heard(1)]);
		expect(first).toHaveLength(1);
		lane.closeIdle();
		await Promise.all([Promise.race([idle.closed, busy.closed]), silent.closed]);
		waiting.shift()!('https://www.example.com/');
		const [one, two] = [await idle.heard(1), await busy.heard(1)];
		expect([...one, ...two].map((answer) => answer.slice(0, 12))).toEqual([
			'HTTP/1.1 302',
			'HTTP/1.1 302',
		]);
		lane.closeAll();
		await Promise.all([idle.closed, busy.closed]);
		await new Promise((closed) => server.close(closed));
	});

	it('lets silent connections go after the server’s time, and kept ones after theirs', async () => {
		const server = createServer({ keepAliveTimeout: 1, headersTimeout: 50 });
		openPlainLane(server, (_target, _visit, send) => {
			send('https://www.example.com/');
			return true;
		});
		await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
		const { port } = server.address() as { port: number };
		const [silent, kept] = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
		sockets.push(silent, kept);
		kept.write(get());
		await once(kept, 'data');
		await Promise.all([once(silent.resume(), 'close'), once(kept.resume(), 'close')]);
		await new Promise((closed) => server.close(closed));
	});

	it('is not opened where somebody listens for connections already', () => {
		const server = createServer();
		server.on('connection', () => undefined);
		expect(() => openPlainLane(server, () => false)).toThrow(/taken already/);
	});
});
