import type { Server as HttpServer } from 'node:http';
import type { Logger } from 'pino';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import {
	LIVE_NAMESPACE,
	type ClientEvents,
	type FollowAnswer,
	type ServerEvents,
	type WatchAnswer,
	type WatchError,
} from '#lib/domain/live/events.ts';
import { followSchema, watchSchema } from '#lib/domain/live/watch.ts';
import { may } from '#lib/domain/people/permissions.ts';
import { sessionIdIn } from '../auth/sessions.ts';
import { boardTables, type BoardTables } from '../boards/tables.ts';
import type { Connections } from '../db/client.ts';
import { wordsOf } from '../error-words.ts';
import { Access, type Identify, type PairedDisplays, type VerifyDisplay } from './access.ts';
import { BoardFeed } from './board-feed.ts';
import { DisplayFeed } from './display-feed.ts';
import { EncodeOnceAdapter } from './encode-once.ts';
import { MeFeed } from './me-feed.ts';
import { isOwnOrigin } from './origin.ts';
import { Rate } from './rate.ts';
import { RevealFeed } from './reveal-feed.ts';
import { SHOWCASE_ROOM, ShowcaseFeed } from './showcase-feed.ts';
import { Telling } from './telling.ts';
import { TickerFeed } from './ticker-feed.ts';
import { LIVE_AUDIENCE, type SocketData } from './watchers.ts';

type LiveServer = Server<ClientEvents, ServerEvents, Record<string, never>, SocketData>;
type LiveSocket = Socket<ClientEvents, ServerEvents, Record<string, never>, SocketData>;

/** A page watches one board; somebody with a dozen is not a page of ours. */
const MAX_WATCHED = 8;
/** `watch` and `unwatch` of one socket: a page asks once, and again after a gap. */
const WATCH_BURST = 20;
const WATCH_PER_SECOND = 2;
/** A silent connection is found dead after the sum of both. */
const PING_EVERY_MS = 10_000;
const PING_TIMEOUT_MS = 8_000;
const MAX_MESSAGE_BYTES = 16_384;

const keySchema = z.object({ token: z.string().min(1).max(500) });
const pairedSchema = z.object({ display: z.literal(true) });
const unwatchSchema = z.object({ contest: z.string().max(100) });

const REFUSALS = new Set<string>([
	'invalid',
	'not_signed_in',
	'not_allowed',
	'not_found',
	'too_many',
]);
const refusalOf = (error: unknown): WatchError =>
	error instanceof Failure && REFUSALS.has(error.code) ? (error.code as WatchError) : 'unavailable';

const NOBODY = {
	...{ actor: null, cookie: null, key: null, displayId: null, sessionId: null, unfollow: null },
};

export type Gateway = {
	/** Puts Socket.IO on the server's port and begins to listen for boards. */
	attach(server: HttpServer): void;
	/** Ends every socket, so that browsers look for another instance, and stops listening. The server stays open. */
	close(): Promise<void>;
	health(): { state: 'ok' | 'degraded'; detail?: string };
	/** How many sockets are connected. */
	sockets(): number;
};

/**
 * The sockets: who may watch what. A person is known by the session cookie of the handshake, a display by its link's
 * key (`auth: {token}`), which is checked against the contest that it watches; a paired one says that it is one
 * (`auth: {display: true}`) and is known by the token in its cookie. `origin` is the portal's public address.
 */
export function createGateway(parts: {
	connections: Connections;
	log: Logger;
	origin: string;
	identify: Identify;
	verifyDisplay: VerifyDisplay;
	paired: PairedDisplays;
	/** Boards in memory; the process's own unless a test wants another. */
	tables?: BoardTables;
	telling?: Telling;
}): Gateway {
	const { connections, log, origin, identify, verifyDisplay, paired } = parts;
	const { db } = connections;
	const io: LiveServer = new Server({
		path: '/socket.io',
		transports: ['websocket', 'polling'],
		serveClient: false,
		adapter: EncodeOnceAdapter,
		perMessageDeflate: false,
		httpCompression: false,
		maxHttpBufferSize: MAX_MESSAGE_BYTES,
		pingInterval: PING_EVERY_MS,
		pingTimeout: PING_TIMEOUT_MS,
		allowRequest: (req, decide) => decide(null, isOwnOrigin(req, origin)),
	});
	const live = io.of(LIVE_NAMESPACE) as unknown as ReturnType<LiveServer['of']>;
	const adapter = live.adapter as EncodeOnceAdapter;
	const me = new MeFeed({ db, log });
	const ticker = new TickerFeed({ db, log, tell: (id, items) => feed.tell(id, ['ticker', items]) });
	const reveals = new RevealFeed({
		...{ connections, log },
		tell: (id, now) => feed.tell(id, ['reveal', now]),
	});
	const feed = new BoardFeed({
		connections,
		tables: parts.tables ?? boardTables,
		log,
		teller: (events) => adapter.teller(events),
		onFlush: (table) => {
			me.changed(table);
			ticker.changed(table);
		},
		telling: parts.telling ?? new Telling(),
	});
	const displays = new DisplayFeed({ connections, log });
	const tellShowcase = () => void live.to(SHOWCASE_ROOM).emit('showcase');
	const showcase = new ShowcaseFeed({ connections, log, tell: tellShowcase });
	const access = new Access({
		connections,
		identify,
		verifyDisplay,
		sockets: function* () {
			for (const socket of live.sockets.values() as Iterable<LiveSocket>) {
				yield { data: socket.data, disconnect: () => void socket.disconnect(true) };
			}
		},
	});

	/** Reads who the handshake is. A display's key is only looked at when it names its contest. */
	async function admit(socket: LiveSocket): Promise<boolean> {
		const cookie = socket.handshake.headers.cookie ?? null;
		const given = keySchema.safeParse(socket.handshake.auth);
		const rate = new Rate(WATCH_BURST, WATCH_PER_SECOND, performance.now());
		const watched: SocketData['watched'] = new Map();
		if (given.success) {
			const { token: key } = given.data;
			socket.data = { ...NOBODY, key, watched, rate };
			return true;
		}
		if (pairedSchema.safeParse(socket.handshake.auth).success) {
			const displayId = await paired.identify(cookie ?? undefined);
			if (displayId) socket.data = { ...NOBODY, displayId, watched, rate };
			return displayId !== null;
		}
		const identity = await identify(cookie ?? undefined);
		if (!identity || !may(identity.actor, 'board.read')) return false;
		const sessionId = sessionIdIn(cookie, { secure: origin.startsWith('https:') });
		socket.data = { ...NOBODY, actor: identity.actor, cookie, sessionId, watched, rate };
		return true;
	}

	async function watch(socket: LiveSocket, request: unknown): Promise<WatchAnswer> {
		const { data } = socket;
		if (!data.rate.take(performance.now())) return { ok: false, error: 'too_many' };
		const parsed = watchSchema.safeParse(request);
		if (!parsed.success) return { ok: false, error: 'invalid' };
		const { contest: slug, top } = parsed.data;
		const isFull = () => data.watched.size >= MAX_WATCHED && !data.watched.has(slug);
		if (isFull()) return { ok: false, error: 'too_many' };
		if (data.key) {
			const display = await verifyDisplay(slug, data.key);
			if (!display) return { ok: false, error: 'not_allowed' };
			data.actor = { kind: 'display', id: display.id, contestId: display.contestId };
		}
		if (data.displayId) data.actor = await paired.actor(data.displayId);
		if (!data.actor || !may(data.actor, 'board.read')) return { ok: false, error: 'not_allowed' };
		const room = await feed.room(slug, LIVE_AUDIENCE, top, data.actor);
		// From here on nothing is awaited: the board and the seat belong together. What was asked for at the same time has its seats.
		if (!socket.connected) return { ok: false, error: 'unavailable' };
		if (isFull()) return { ok: false, error: 'too_many' };
		// The new seat is taken before the old one is given back: a room that stands empty in between is forgotten.
		const shard = room.enter();
		leave(socket, slug);
		void socket.join(shard);
		data.watched.set(slug, { room, shard });
		const table = feed.table(room.contestId);
		if (data.actor.kind === 'person' && table) {
			const { id: personId, externalId } = data.actor;
			me.join(table, socket.id, {
				personId,
				externalId,
				send: (own) => adapter.teller([['me', own]])(socket.id),
			});
		}
		const news = ticker.items(room.contestId);
		if (news.length > 0) socket.emit('ticker', news);
		reveals.tell(room.contestId, (now) => void socket.emit('reveal', now));
		return { ok: true, board: room.board };
	}

	/** People hear of the showcase. A paired display hears its own bell and no other: of others it isn't told whether there are any. */
	function follow(socket: LiveSocket, request: unknown): FollowAnswer {
		const { data } = socket;
		if (!data.rate.take(performance.now())) return { ok: false, error: 'too_many' };
		const parsed = followSchema.safeParse(request);
		if (!parsed.success) return { ok: false, error: 'invalid' };
		if ('showcase' in parsed.data) {
			if (!data.actor || !may(data.actor, 'showcase.read'))
				return { ok: false, error: 'not_allowed' };
			void socket.join(SHOWCASE_ROOM);
			return { ok: true };
		}
		if (!data.displayId || data.displayId !== parsed.data.display) {
			log.warn({ display: data.displayId }, 'somebody asked for the channel of a display');
			return { ok: false, error: 'not_allowed' };
		}
		data.unfollow ??= displays.enter(data.displayId, {
			tell: (bell) => void socket.emit('display', bell),
			disconnect: () => void socket.disconnect(true),
		});
		return { ok: true };
	}

	function leave(socket: LiveSocket, slug: string): void {
		const seat = socket.data.watched.get(slug);
		if (!seat) return;
		socket.data.watched.delete(slug);
		void socket.leave(seat.shard);
		seat.room.leave(seat.shard);
		me.leave(seat.room.contestId, socket.id);
		feed.release(seat.room);
		if (feed.table(seat.room.contestId)) return;
		ticker.forget(seat.room.contestId);
		reveals.forget(seat.room.contestId);
	}

	live.use((socket, next) => {
		admit(socket as LiveSocket).then(
			(admitted) => next(admitted ? undefined : new Error('not_signed_in')),
			(error: Error) => {
				log.warn({ detail: wordsOf(error) }, 'a socket could not be admitted');
				next(new Error('unavailable'));
			},
		);
	});
	live.on('connection', (socket: LiveSocket) => {
		socket.on('watch', (request: unknown, ack?: unknown) => {
			watch(socket, request)
				.catch((error: unknown): WatchAnswer => {
					const refusal = refusalOf(error);
					if (refusal === 'unavailable') log.warn({ err: error }, 'a watch failed');
					else if (socket.data.displayId)
						log.warn({ display: socket.data.displayId }, 'a display asked for what is not its own');
					return { ok: false, error: refusal };
				})
				.then((answer) => {
					if (typeof ack === 'function') (ack as (answer: WatchAnswer) => void)(answer);
				})
				.catch((error: unknown) => log.warn({ err: error }, 'an answer could not be sent'));
		});
		socket.on('follow', (request: unknown, ack?: unknown) => {
			const answer = follow(socket, request);
			if (typeof ack === 'function') (ack as (answer: FollowAnswer) => void)(answer);
		});
		socket.on('unwatch', (request: unknown) => {
			const parsed = unwatchSchema.safeParse(request);
			if (parsed.success) leave(socket, parsed.data.contest);
		});
		socket.on('disconnect', () => {
			socket.data.unfollow?.();
			for (const slug of [...socket.data.watched.keys()]) leave(socket, slug);
		});
	});

	return {
		attach(server) {
			io.attach(server);
			feed.start();
			reveals.start();
			displays.start();
			showcase.start();
			access.start();
		},
		async close() {
			me.close();
			ticker.close();
			// Not io.close(): that would also close the server, which has other work to finish. The engine is there
			// only once attached.
			(io.engine as { close(): void } | undefined)?.close();
			const feeds = [feed, reveals, displays, showcase, access];
			await Promise.all(feeds.map((one) => one.close()));
		},
		health() {
			return feed.failure ? { state: 'degraded', detail: feed.failure } : { state: 'ok' };
		},
		sockets: () => live.sockets.size,
	};
}
