import type { Board, BoardDelta } from '#lib/domain/live/events.ts';
import { RECONNECTION } from '#lib/live/reconnection.ts';
import { RawWatcher, type Credentials } from './live-socket.ts';
import { monotonicMs, type TimedClick } from './live-visitors.ts';

/**
 * The screens, a process of their own: so many sockets that watch one board, each as a person of its own. Of timed clicks it
 * tells how long each took from its answer, which leaves after its commit, until the last of the sockets held a board that
 * counts it.
 */
export type ScreensOrder =
	| { do: 'watch'; port: number; contest: string; top: number; credentials: Credentials[] }
	| { do: 'listen' }
	| { do: 'seen'; timed: TimedClick[] }
	| { do: 'await-back' };

/** Per timed click milliseconds, and how many some socket missed. */
export type SeenReport = { seen: number[]; missing: number };
/** When the last socket was current again, in milliseconds since 1970. */
export type BackReport = { back: number };

/** After the last click, for the last of the screens. */
const LINGER_MS = 3_000;

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
				seen.at = monotonicMs();
				seen.count += 1;
			} else versions.set(version, { at: monotonicMs(), count: 1 });
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

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Forgets what was shown before, but for how many clicks each person has. */
function listen(): void {
	versions = new Map();
	for (const list of shown.values()) list.splice(0, list.length - 1);
}

async function seen(timed: readonly TimedClick[]): Promise<SeenReport> {
	await pause(LINGER_MS);
	// The answer leaves after the commit: the nth answered click of a person is on the board when n more are.
	const before = new Map<string, number>();
	for (const [person, [first]] of shown) before.set(person, first?.clicks ?? 0);
	const report: SeenReport = { seen: [], missing: 0 };
	for (const { person, nth, answeredAt } of timed) {
		const clicks = (before.get(person) ?? 0) + nth;
		const first = shown.get(person)?.find((state) => state.clicks >= clicks);
		const everywhere = first && versions.get(first.version);
		if (!everywhere || everywhere.count < sockets.length) report.missing += 1;
		else report.seen.push(Math.max(0, everywhere.at - answeredAt));
	}
	return report;
}

async function run(order: ScreensOrder): Promise<unknown> {
	if (order.do === 'watch') return watch(order);
	if (order.do === 'listen') return listen();
	if (order.do === 'seen') return seen(order.timed);
	back = [];
	await until(() => back.length >= sockets.length && current === sockets.length);
	return { back: Math.max(...back) + performance.timeOrigin };
}

process.on('message', (order: ScreensOrder) => {
	void run(order).then((report) => process.send?.(report ?? {}));
});
