import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io as connect, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EncodeOnceAdapter } from './encode-once.ts';

let http: HttpServer;
let io: Server;
let sockets: Socket[];

beforeEach(async () => {
	http = createServer();
	io = new Server(http, { adapter: EncodeOnceAdapter, serveClient: false });
	await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
	const { port } = http.address() as AddressInfo;
	io.on('connection', (socket) => {
		void socket.join(String(socket.handshake.auth.room));
		socket.emit('ready');
	});
	const open = async (room: string, transport: 'websocket' | 'polling') => {
		const socket = connect(`http://127.0.0.1:${port}`, {
			transports: [transport],
			auth: { room },
			forceNew: true,
		});
		await new Promise<void>((done) => socket.once('ready', () => done()));
		return socket;
	};
	sockets = await Promise.all([
		open('a', 'websocket'),
		open('b', 'websocket'),
		open('b', 'polling'),
	]);
});

afterEach(async () => {
	for (const socket of sockets) socket.disconnect();
	await io.close();
});

const adapter = () => io.of('/').adapter as EncodeOnceAdapter;
/** Brings events to both rooms. */
function tell(...events: [string, unknown][]): void {
	const teller = adapter().teller(events);
	for (const room of ['a', 'b']) teller(room);
}

const heard = (event: string) =>
	Promise.all(
		sockets.map((socket) => new Promise((done) => socket.once(event, (...args) => done(args)))),
	);

describe('an adapter that encodes once', () => {
	it('brings one payload whole to every room, by websocket and by polling', async () => {
		const news = heard('board');
		const payload = { version: 7, name: 'Åsa “Ö” 🌿', rows: [1, 2, 3] };
		let encoded = 0;
		const counted = Object.defineProperty(payload, 'toJSON', {
			value() {
				encoded++;
				return { version: 7, name: 'Åsa “Ö” 🌿', rows: [1, 2, 3] };
			},
		});
		const teller = adapter().teller([['board', counted]]);
		const forOneRoom = encoded;
		expect(forOneRoom).toBeGreaterThan(0);
		for (const room of ['a', 'b']) teller(room);
		expect(encoded).toBe(forOneRoom);
		const expected = [{ version: 7, name: 'Åsa “Ö” 🌿', rows: [1, 2, 3] }];
		expect(await news).toEqual([expected, expected, expected]);
	});

	it('brings several events in their order, as one write to each websocket', async () => {
		const order = sockets.map(
			(socket) =>
				new Promise((done) => {
					const got: string[] = [];
					socket.onAny((event: string) => got.push(event) === 3 && done(got));
				}),
		);
		const writes = Array.from(io.sockets.sockets.values(), ({ conn }) => {
			if (conn.transport.name !== 'websocket') return null;
			const { socket } = conn.transport as unknown as {
				socket: { _socket: { write(bytes: Buffer): boolean } };
			};
			return vi.spyOn(socket._socket, 'write');
		});
		tell(['board', { version: 1 }], ['ticker', ['a', 'b']], ['reveal', 'plain']);
		expect(await Promise.all(order)).toEqual(Array(3).fill(['board', 'ticker', 'reveal']));
		expect(writes.flatMap((spy) => spy?.mock.calls.length ?? [])).toEqual([1, 1]);
	});

	it('takes the engine’s way for bytes, which are no text', async () => {
		const news = heard('board');
		tell(['board', Buffer.from([1, 2, 3])]);
		expect(await news).toEqual(Array(3).fill([Buffer.from([1, 2, 3])]));
	});

	it('keeps the order of what one socket gets, from rooms and to it alone, also when much of it waits', async () => {
		const count = 300;
		const order = sockets.map(
			(socket) =>
				new Promise<number[]>((done) => {
					const got: number[] = [];
					const take = ({ n }: { n: number }) => {
						if (got.push(n) === count) done(got);
					};
					for (const event of ['board', 'me']) socket.on(event, take);
				}),
		);
		// More than a socket's buffers hold, so that both ways to the wire are taken.
		const text = 'x'.repeat(20_000);
		for (let n = 0; n < count; n++) {
			if (n % 3 === 1) for (const socket of io.sockets.sockets.values()) socket.emit('me', { n });
			else tell(['board', { n, text }]);
		}
		const expected = Array.from({ length: count }, (_, n) => n);
		expect(await Promise.all(order)).toEqual([expected, expected, expected]);
	});

	it('passes over a socket that has just closed', async () => {
		const gone = new Promise((done) => sockets[0]!.once('disconnect', done));
		const news = new Promise((done) => {
			const got: number[] = [];
			sockets[1]!.on('board', ({ version }) => got.push(version) === 2 && done(got));
		});
		const [inA] = await io.in('a').fetchSockets();
		inA!.disconnect(true);
		tell(['board', { version: 1 }]);
		tell(['board', { version: 2 }]);
		expect(await news).toEqual([1, 2]);
		await gone;
	});
});
