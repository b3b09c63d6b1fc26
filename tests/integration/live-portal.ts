import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { applyDelta } from '#lib/domain/leaderboard/delta.ts';
import {
	LIVE_NAMESPACE,
	type Board,
	type ClientEvents,
	type Me,
	type ServerEvents,
	type TickerItem,
	type WatchAnswer,
} from '#lib/domain/live/events.ts';
import { BoardTables } from '#lib/server/boards/tables.ts';
import type { Identify, VerifyDisplay } from '#lib/server/live/access.ts';
import { pairedDisplays } from '#lib/server/displays/session.ts';
import { createGateway } from '#lib/server/live/gateway.ts';
import { silent, type TestDatabase } from '#tests/support/database.ts';
import { asActor, type APerson } from '#tests/support/people.ts';

export type LiveSocket = Socket<ServerEvents, ClientEvents>;

/** A gateway on a port of its own, with boards of its own, whose people sign in by `cookie: person=<externalId>`. */
export async function aPortal(db: TestDatabase, people: readonly APerson[], port = 0) {
	const signedIn = new Map(people.map((person) => [person.externalId, person]));
	const displays = new Map<string, { id: string; contestId: string }>();
	const identify: Identify = async (cookie) => {
		const person = signedIn.get(cookie?.replace(/^person=/, '') ?? '');
		return person ? { personId: person.id, actor: asActor(person) } : null;
	};
	const verifyDisplay: VerifyDisplay = async (_slug, key) => displays.get(key) ?? null;
	const server = createServer((_, res) => res.end());
	const gateway = createGateway({
		connections: db.connections,
		log: silent,
		origin: 'https://portal.example',
		identify,
		verifyDisplay,
		paired: pairedDisplays(() => db.ctx(), 'http://portal.example'),
		tables: new BoardTables(),
	});
	gateway.attach(server);
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	const address = server.address() as AddressInfo;
	return {
		gateway,
		displays,
		signedIn,
		port: address.port,
		url: `http://127.0.0.1:${address.port}`,
		async close() {
			await gateway.close();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

export type Portal = Awaited<ReturnType<typeof aPortal>>;

/** A screen that follows a contest's board by the rules of the contract, as lib/live does. */
export class Screen {
	board: Board | null = null;
	me: Me | null = null;
	ticker: TickerItem[] = [];
	/** Every version that was shown, in order. */
	readonly versions: number[] = [];
	gaps = 0;
	readonly socket: LiveSocket;
	readonly #contest: string;
	readonly #top: number;
	#waiting: { until: () => boolean; resolve: () => void }[] = [];

	constructor(
		portal: Pick<Portal, 'url'>,
		contest: string,
		who: { person?: string; key?: string; top?: number },
	) {
		this.#contest = contest;
		this.#top = who.top ?? 50;
		this.socket = io(`${portal.url}${LIVE_NAMESPACE}`, {
			transports: ['websocket'],
			forceNew: true,
			reconnectionDelay: 50,
			reconnectionDelayMax: 200,
			...(who.person ? { extraHeaders: { cookie: `person=${who.person}` } } : {}),
			...(who.key ? { auth: { token: who.key } } : {}),
		});
		this.socket.on('connect', () => void this.ask());
		this.socket.on('board', (delta) => {
			if (!this.board) return;
			const next = applyDelta(this.board, delta);
			if (next) this.#show(next);
			else {
				this.gaps += 1;
				void this.ask();
			}
		});
		this.socket.on('me', (me) => {
			this.me = me;
			this.#wake();
		});
		this.socket.on('ticker', (items) => {
			this.ticker = items;
			this.#wake();
		});
	}

	ask(): Promise<WatchAnswer> {
		return new Promise((resolve) =>
			this.socket.emit('watch', { contest: this.#contest, top: this.#top }, (answer) => {
				if (answer.ok) this.#show(answer.board);
				resolve(answer);
			}),
		);
	}

	#show(board: Board): void {
		this.board = board;
		this.versions.push(board.version);
		this.#wake();
	}

	#wake(): void {
		for (const waiting of this.#waiting) if (waiting.until()) waiting.resolve();
		this.#waiting = this.#waiting.filter((waiting) => !waiting.until());
	}

	/** Resolves as soon as the screen shows what `until` wants. */
	shows(until: (screen: this) => boolean): Promise<void> {
		if (until(this)) return Promise.resolve();
		return new Promise((resolve) => this.#waiting.push({ until: () => until(this), resolve }));
	}

	close(): void {
		this.socket.disconnect();
	}
}
