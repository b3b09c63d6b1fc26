import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { redirectText } from './answers.ts';
import type { Door } from './door.ts';
import { readPlain } from './plain-request.ts';

/** Node gives a kept connection a second more than it promises: a request may be on its way. */
const GRACE_MS = 1_000;
/** One look at all of them costs less than a timer of each that every request puts off. */
const LOOK_EVERY_MS = 500;

export type PlainLane = {
	/** Ends the connections on which nothing is being answered. */
	closeIdle(): void;
	closeAll(): void;
};

type Shared = {
	take: Door['take'];
	keptSeconds: number;
	open: Set<Connection>;
	/** Gives a connection to Node. */
	serve: (socket: Socket) => void;
};

class Connection {
	readonly #socket: Socket;
	readonly #shared: Shared;
	/** Asked for once: it is a system call. */
	readonly #remoteAddress: string | undefined;
	/** How long it may be idle: longer before its first request. */
	#mayRestMs: number;
	#idleSince = Date.now();
	/** A request is taken and not answered, or so much is answered that its reader has to catch up. */
	#busy: 'taken' | 'full' | null = null;
	#hasEnded = false;
	/** What came while something was being answered. */
	#held: Buffer | null = null;

	readonly #listeners: [event: string, listener: (chunk: Buffer) => void][] = [
		['data', (chunk: Buffer) => this.#look(chunk)],
		['end', () => this.#end()],
		// Whoever clicked has gone: the click is kept all the same.
		['error', () => this.#socket.destroy()],
		['close', () => this.#shared.open.delete(this)],
	];

	constructor(socket: Socket, shared: Shared, mayRestMs: number) {
		this.#socket = socket;
		this.#shared = shared;
		this.#remoteAddress = socket.remoteAddress;
		shared.open.add(this);
		this.#mayRestMs = mayRestMs;
		for (const [event, listener] of this.#listeners) socket.on(event, listener);
	}

	/** Ends it when nothing is being answered and it has been idle for too long at `now`; without one, whenever it is idle. */
	closeIdle(now = Infinity): void {
		if (this.#busy !== 'taken' && now - this.#idleSince >= this.#mayRestMs) this.#socket.destroy();
	}

	close(): void {
		this.#socket.destroy();
	}

	#look(chunk: Buffer): void {
		if (this.#busy) {
			this.#held = this.#held ? Buffer.concat([this.#held, chunk]) : chunk;
			this.#socket.pause();
			return;
		}
		const request = readPlain(chunk, this.#remoteAddress);
		if (request) {
			this.#busy = 'taken';
			if (this.#shared.take(request.target, request.visit, this.#send)) return;
			this.#busy = null;
		}
		this.#handOver(chunk);
	}

	readonly #send = (location: string): void => {
		const now = Date.now();
		const { keptSeconds } = this.#shared;
		this.#idleSince = now;
		this.#mayRestMs = keptSeconds * 1000 + GRACE_MS;
		const taken = this.#socket.write(redirectText(location, now, keptSeconds), 'latin1');
		if (taken || this.#socket.destroyed) {
			this.#next();
			return;
		}
		this.#busy = 'full';
		this.#socket.once('drain', () => this.#next());
	};

	#next(): void {
		this.#busy = null;
		const held = this.#held;
		if (held) {
			this.#held = null;
			this.#socket.resume();
			this.#look(held);
		} else if (this.#hasEnded) this.#socket.end();
	}

	#end(): void {
		this.#hasEnded = true;
		if (!this.#busy) this.#socket.end();
	}

	/** For good, with what came. */
	#handOver(chunk: Buffer): void {
		const socket = this.#socket;
		this.#shared.open.delete(this);
		for (const [event, listener] of this.#listeners) socket.off(event, listener);
		// Nobody can be given what came before the end after it.
		if (this.#hasEnded || socket.destroyed) {
			socket.destroy();
			return;
		}
		this.#shared.serve(socket);
		socket.unshift(chunk);
	}
}

/**
 * A lane beside Node's parser for what a link's visitors send: a plain GET whose answer is a redirect costs 7 µs of the processor here, and 12
 * with Node's request and response. Anything else hands its connection to Node for good. To be called before anybody else
 * listens for the server's connections; throws when somebody does.
 */
export function openPlainLane(server: Server, take: Door['take']): PlainLane {
	const [serve, ...others] = server.listeners('connection') as ((socket: Socket) => void)[];
	if (!serve || others.length > 0) throw new Error('The server’s connections are taken already.');
	const open = new Set<Connection>();
	const shared: Shared = {
		...{ take, open, keptSeconds: Math.floor(server.keepAliveTimeout / 1000) },
		serve: (socket) => serve.call(server, socket),
	};
	server.removeListener('connection', serve as never);
	server.on(
		'connection',
		(socket: Socket) => new Connection(socket, shared, server.headersTimeout),
	);
	const closeIdle = (now?: number) => {
		for (const connection of open) connection.closeIdle(now);
	};
	const looking = setInterval(() => closeIdle(Date.now()), LOOK_EVERY_MS).unref();
	server.once('close', () => clearInterval(looking));
	return {
		closeIdle,
		closeAll() {
			for (const connection of open) connection.close();
		},
	};
}
