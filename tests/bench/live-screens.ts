import { request } from 'node:http';
import type { Board, BoardDelta } from '#lib/domain/live/events.ts';
import { RECONNECTION } from '#lib/live/reconnection.ts';
import { RawWatcher, type Credentials } from './live-socket.ts';

/**
 * The screens and the visitors, one process apart from the portal: so many sockets that watch one board, each as a
 * person of its own, and clicks through the door at a steady rate. One clock for both: a click's time is from
 * its answer, which leaves after its commit, until the last of the sockets holds a board that counts it.
 */
export type ScreensOrder =
	| { do: 'watch'; port: number; contest: string; top: number; credentials: Credentials[] }
	| {
			do: 'click';
			port: number;
			perSecond: number;
			seconds: number;
			/** Links whose person stands among the rows that are watched, and links of everybody. */
			watched: { slug: string; person: string }[];
			others: string[];
			firstVisitor: number;
	  }
	| { do: 'await-back' };

export type ClickReport = {
	/** Per timed click, milliseconds from its answer (it is committed) to the last socket. */
	seen: number[];
	/** Milliseconds from sending a click to its 302. */
	answered: number[];
	missing: number;
	lastVisitor: number;
};
/** When the last socket was current again, in milliseconds since 1970. */
export type BackReport = { back: number };

const AGENT =
	'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

type Click = { person: string; clicks: number; answeredAt: number };

let sockets: RawWatcher[] = [];
/** When the last socket got each version, and how many have it. */
let versions = new Map<number, { at: number; count: number }>();
/** From the reader's deltas: when a person's clicks had reached a number, the version that showed it. */
const shown = new Map<string, { clicks: number; version: number }[]>();
let current = 0;
/** Sockets of an earlier order don't count any more. */
let generation = 0;
let onCurrent: () => void = () => undefined;
let reconnecting = false;
/** Instants (this process's clock) at which sockets were current again. */
let back: number[] = [];

const VERSION = Buffer.from('"version":');

function versionOf(payload: Buffer): number {
	const from = payload.indexOf(VERSION) + VERSION.length;
	let version = 0;
	for (let i = from; payload[i]! >= 48 && payload[i]! <= 57; i++)
		version = version * 10 + payload[i]! - 48;
	return version;
}

function noteRows(rows: Board['rows'], version: number): void {
	for (const row of rows) {
		const list = shown.get(row.person.externalId);
		if (list) list.push({ clicks: row.clicks, version });
		else shown.set(row.person.externalId, [{ clicks: row.clicks, version }]);
	}
}

function open(order: Extract<ScreensOrder, { do: 'watch' }>, index: number, attempt = 0): void {
	let ready = false;
	const born = generation;
	const socket = new RawWatcher({
		...order,
		credentials: order.credentials[index]!,
		onBoard(payload) {
			if (ready) return;
			ready = true;
			current += 1;
			if (reconnecting) back.push(performance.now());
			if (index === 0) {
				const [answer] = JSON.parse(payload.toString()) as [{ ok: boolean; board: Board }];
				if (!answer.ok) throw new Error(payload.toString());
				noteRows(answer.board.rows, answer.board.version);
			}
			onCurrent();
		},
		onEvent(payload) {
			// ["board",{…  ["me",{…  ["ticker",[…
			if (payload[2] !== 0x62) return;
			const version = versionOf(payload);
			const seen = versions.get(version);
			if (seen) {
				seen.at = performance.now();
				seen.count += 1;
			} else versions.set(version, { at: performance.now(), count: 1 });
			if (index === 0) {
				const [, delta] = JSON.parse(payload.toString()) as [string, BoardDelta];
				noteRows(delta.changes, version);
			}
		},
		onClose() {
			if (born !== generation) return;
			if (ready) current -= 1;
			if (!reconnecting) return;
			// As socket.io-client does, with the settings of lib/live.
			const { firstMs, mostMs, jitter } = RECONNECTION;
			const next = ready ? 0 : attempt + 1;
			const base = Math.min(mostMs, firstMs * 2 ** next);
			const wait = Math.min(mostMs, base * (1 + (Math.random() * 2 - 1) * jitter));
			setTimeout(() => open(order, index, next), wait);
		},
	});
	sockets[index] = socket;
}

const until = (done: () => boolean) =>
	new Promise<void>((resolve) => {
		onCurrent = () => {
			if (done()) resolve();
		};
		onCurrent();
	});

async function watch(order: Extract<ScreensOrder, { do: 'watch' }>): Promise<void> {
	reconnecting = false;
	generation += 1;
	for (const socket of sockets) socket.close();
	sockets = [];
	current = 0;
	for (let i = 0; i < order.credentials.length; i++) {
		open(order, i);
		if (i % 50 === 49) await until(() => current >= i - 100);
	}
	await until(() => current === order.credentials.length);
	reconnecting = true;
}

function visit(port: number, slug: string, visitor: number): Promise<number> {
	const sentAt = performance.now();
	return new Promise((resolve, reject) => {
		const req = request(
			{
				...{ port, host: '127.0.0.1', path: `/r/${slug}` },
				headers: {
					'user-agent': AGENT,
					'x-forwarded-for': `10.${(visitor >> 16) & 255}.${(visitor >> 8) & 255}.${visitor & 255}`,
				},
			},
			(res) => {
				res.resume();
				if (res.statusCode !== 302) reject(new Error(`a click was answered ${res.statusCode}`));
				else resolve(performance.now() - sentAt);
			},
		);
		req.on('error', reject);
		req.end();
	});
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function click(order: Extract<ScreensOrder, { do: 'click' }>): Promise<ClickReport> {
	versions = new Map();
	// What a person will have once all that was sent to their links is counted.
	const clicksOf = new Map<string, number>();
	for (const [person, list] of shown) {
		list.splice(0, list.length - 1);
		clicksOf.set(person, list[0]?.clicks ?? 0);
	}
	const timed: Click[] = [];
	const answered: number[] = [];
	const waiting: Promise<unknown>[] = [];
	let visitor = order.firstVisitor;
	const begun = performance.now();
	const total = order.perSecond * order.seconds;
	for (let i = 0; i < total; i++) {
		const wait = begun + (i * 1000) / order.perSecond - performance.now();
		if (wait > 1) await pause(wait);
		// Two of three clicks fall on people among the watched rows; those are timed.
		const target = i % 3 === 2 ? null : order.watched[i % order.watched.length]!;
		const slug = target?.slug ?? order.others[i % order.others.length]!;
		waiting.push(
			visit(order.port, slug, visitor++).then((ms) => {
				answered.push(ms);
				if (!target) return;
				// The answer leaves after the commit: the nth answered click of a person is on the board when n are.
				const clicks = (clicksOf.get(target.person) ?? 0) + 1;
				clicksOf.set(target.person, clicks);
				timed.push({ person: target.person, clicks, answeredAt: performance.now() });
			}),
		);
	}
	await Promise.all(waiting);
	await pause(3_000);
	const seen: number[] = [];
	let missing = 0;
	for (const { person, clicks, answeredAt } of timed) {
		const first = shown.get(person)?.find((state) => state.clicks >= clicks);
		const everywhere = first && versions.get(first.version);
		if (!everywhere || everywhere.count < sockets.length) missing += 1;
		else seen.push(Math.max(0, everywhere.at - answeredAt));
	}
	return { seen, answered, missing, lastVisitor: visitor };
}

async function run(order: ScreensOrder): Promise<unknown> {
	if (order.do === 'watch') return watch(order);
	if (order.do === 'click') return click(order);
	back = [];
	await until(() => back.length >= sockets.length && current === sockets.length);
	return { back: Math.max(...back) + performance.timeOrigin };
}

process.on('message', (order: ScreensOrder) => {
	void run(order).then((report) => process.send?.(report ?? {}));
});
