import type { Logger } from 'pino';
import type { Connections } from '../db/client.ts';
import { fromSpooled, toSpooled, type DoorClick } from './click.ts';
import { createGroupCommit, type Waiting } from './group-commit.ts';
import { Spool, TOUCH_MS } from './spool.ts';
import { writeBatch } from './write-batch.ts';

/** A visitor waits no longer than this for the database; then the click goes to disk and the visitor goes on. */
const DEADLINE_MS = 1_500;
const WATCH_MS = 100;
const PROBE_MS = 200;
const PROBE_DEADLINE_MS = 1_000;
const DRAIN_BATCH = 500;
const CLOSE_MS = 5_000;

export type Recorder = {
	/** Keeps a click; `done` is called once it is durable, or lost with a line in the log: the visitor goes on in any case. */
	record(click: DoorClick, done: () => void): void;
	start(): Promise<void>;
	close(): Promise<void>;
	/** Whether the database is taken for away. */
	isAway(): boolean;
	spooled(): number;
	lost(): number;
};

/** SQLSTATE classes 22 and 23: the click itself is refused, and would be for ever. */
function isRefusal(error: unknown): boolean {
	const cause = (error as { cause?: unknown }).cause ?? error;
	const code = (cause as { code?: unknown }).code;
	return typeof code === 'string' && /^2[23][0-9A-Z]{3}$/.test(code);
}

/** A deadlock or a serialisation failure: the same batch may pass when tried again. */
function isPassing(error: unknown): boolean {
	const cause = (error as { cause?: unknown }).cause ?? error;
	const code = (cause as { code?: unknown }).code;
	return code === '40P01' || code === '40001';
}

/**
 * Keeps the door's clicks: by group commit in the database, or, when that is away or slower than the deadline, in the
 * spool, from where they are recorded once it is back. Recording may fail; whoever clicked never notices.
 * `windowMs` gives the dedupe window as it is now; `onReturn` is called when the database is back.
 */
export function createRecorder(options: {
	connections: Connections;
	folder: string;
	log: Logger;
	windowMs: () => number;
	onReturn?: () => void;
	deadlineMs?: number;
}): Recorder {
	const { connections, log, windowMs, onReturn, deadlineMs = DEADLINE_MS } = options;
	const spool = new Spool(options.folder);
	let away = false;
	let draining: Promise<void> | null = null;
	let lost = 0;
	let closed = false;
	let watch: NodeJS.Timeout | undefined;
	let probe: NodeJS.Timeout | undefined;
	let touched = Date.now();

	/** Writes what can be written; a click that the database refuses for good is named in the log and left out. */
	async function write(clicks: DoorClick[]): Promise<void> {
		try {
			await writeBatch(connections, clicks, windowMs(), Date.now());
		} catch (error) {
			if (isPassing(error)) {
				await writeBatch(connections, clicks, windowMs(), Date.now());
			} else if (!isRefusal(error)) {
				throw error;
			} else if (clicks.length === 1) {
				lost++;
				log.error({ err: error, click: clicks[0]?.id }, 'the database refuses a click');
			} else {
				const half = clicks.length >> 1;
				await write(clicks.slice(0, half));
				await write(clicks.slice(half));
			}
		}
	}

	const commits = createGroupCommit({
		write,
		failed(batch, error) {
			for (const waiting of batch) keepOnDisk(waiting);
			leaveDatabase(error instanceof Error ? error.message : String(error));
		},
	});

	function keepOnDisk({ click, done }: Pick<Waiting, 'click' | 'done'>): void {
		spool.append(toSpooled(click), (error) => {
			if (error) {
				lost++;
				if (lost % 1000 === 1) log.error({ err: error, lost }, 'clicks are being lost');
			}
			done();
		});
	}

	function leaveDatabase(detail: string): void {
		for (const waiting of commits.takeAll()) keepOnDisk(waiting);
		if (!away && !closed) log.warn({ detail }, 'the database is away; clicks go to disk');
		away = true;
		probeSoon();
	}

	function probeSoon(): void {
		if (closed) return;
		clearTimeout(probe);
		probe = setTimeout(() => void tryDatabase(), PROBE_MS);
	}

	async function tryDatabase(): Promise<void> {
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<false>((resolve) => {
			timer = setTimeout(() => resolve(false), PROBE_DEADLINE_MS);
		});
		const answers = connections.sql`select 1 from visits limit 1`.then(
			() => true,
			() => false,
		);
		const back = await Promise.race([answers, late]);
		clearTimeout(timer);
		if (closed) return;
		if (!back) {
			probeSoon();
			return;
		}
		if (away) log.info({ spooled: spool.size }, 'the database is back');
		away = false;
		onReturn?.();
		drain();
	}

	function drain(): void {
		draining ??= drainAll()
			.catch((error: unknown) => {
				// Not the clicks' fault: they stay on disk until the next return.
				log.warn({ err: error }, 'recording the spooled clicks was interrupted');
				if (!away) probeSoon();
			})
			.finally(() => {
				draining = null;
			});
	}

	async function drainAll(): Promise<void> {
		let recorded = 0;
		while (!away && !closed) {
			const segment = await spool.next();
			if (!segment) break;
			for (let i = 0; i < segment.clicks.length && !closed; i += DRAIN_BATCH) {
				await write(segment.clicks.slice(i, i + DRAIN_BATCH).map(fromSpooled));
			}
			if (closed) return;
			recorded += segment.clicks.length;
			await segment.remove();
		}
		if (recorded > 0) log.info({ recorded }, 'the spooled clicks are recorded');
		// A click that was still on its way to disk when the database came back.
		if (!away && !closed && (spool.size > 0 || spool.isWriting)) probeSoon();
	}

	function look(): void {
		const now = Date.now();
		if (!away && now - commits.oldest() > deadlineMs) {
			leaveDatabase(`no commit within ${deadlineMs} ms`);
		}
		if (now - touched > TOUCH_MS) {
			touched = now;
			spool
				.touch()
				.catch((error: unknown) => log.warn({ err: error }, 'touching the spool failed'));
		}
	}

	return {
		record(click, done) {
			const waiting = { click, done, since: Date.now() };
			if (away || !commits.push(waiting)) keepOnDisk(waiting);
		},
		async start() {
			const { clicks, damaged } = await spool.adopt(Date.now());
			if (clicks > 0 || damaged > 0) log.info({ clicks, damaged }, 'found spooled clicks');
			watch = setInterval(look, WATCH_MS);
			watch.unref();
			if (clicks > 0) probeSoon();
		},
		async close() {
			let timer: NodeJS.Timeout | undefined;
			const late = new Promise<void>((resolve) => {
				timer = setTimeout(resolve, CLOSE_MS);
			});
			await Promise.race([commits.idle(), late]);
			clearTimeout(timer);
			closed = true;
			clearInterval(watch);
			clearTimeout(probe);
			const left = commits.takeAll();
			await Promise.all(
				left.map(
					(waiting) =>
						new Promise<void>((kept) => {
							keepOnDisk({ click: waiting.click, done: () => (waiting.done(), kept()) });
						}),
				),
			);
			await draining;
			spool.close();
		},
		isAway: () => away,
		spooled: () => spool.size,
		lost: () => lost,
	};
}
