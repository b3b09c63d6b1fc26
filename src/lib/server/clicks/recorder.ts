import type { Logger } from 'pino';
import type { Connections } from '../db/client.ts';
import { toSpooled, type DoorClick } from './click.ts';
import { drain } from './drain.ts';
import { createGroupCommit, type Waiting } from './group-commit.ts';
import { createPressure } from './pressure.ts';
import { MAX_BYTES, Spool, TOUCH_MS } from './spool.ts';
import { writeBatch } from './write-batch.ts';

/** A visitor waits no longer than this for the database; then the click goes to disk and the visitor goes on. */
const DEADLINE_MS = 1_500;
const WATCH_MS = 100;
const PROBE_MS = 200;
const PROBE_DEADLINE_MS = 1_000;
const CLOSE_MS = 5_000;
/** A flood is not taken for over before: until then too little is on disk to tell who is faster. */
const FLOOD_MS = 1_000;
/** A flood gets half of the spool, some 900,000 clicks; the other half is for the database's absence. */
const FLOOD_BYTES = MAX_BYTES / 2;

export type Recorder = {
	/** Keeps a click; `done` is called once it is durable, or lost with a line in the log: the visitor goes on in any case. */
	record(click: DoorClick, done: () => void): void;
	start(): Promise<void>;
	close(): Promise<void>;
	/** Whether the database is taken for away. */
	isAway(): boolean;
	/** Whether clicks wait for their commit. */
	isCommitting(): boolean;
	/** Whether more clicks come than the database takes. */
	isFlooded(): boolean;
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
	/** Since when more clicks come than the database takes: they go to disk first, and from there into the database. */
	let floodSince: number | null = null;
	/** Whether the drain keeps up with what comes. */
	let calm = true;
	/** How many clicks were given to it so far. */
	let taken = 0;
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

	const pressure = createPressure();
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
		startDrain();
	}

	function startDrain(): void {
		draining ??= drain({
			...{ spool, write, taken: () => taken, mayGoOn: () => !away && !closed },
			keepsUp: (seen) => (calm = seen),
		})
			.then((recorded) => {
				calm = true;
				if (recorded > 0) log.info({ recorded }, 'the spooled clicks are recorded');
			})
			.catch((error: unknown) => {
				// Not the clicks' fault: they stay on disk until the next return.
				log.warn({ err: error }, 'recording the spooled clicks was interrupted');
			})
			.finally(() => {
				draining = null;
				if (!away && !spool.isEmpty) probeSoon();
			});
	}

	/** Whether a click that comes `now` is to go to disk although the database is there. */
	function goesToDisk(now: number): boolean {
		if (floodSince !== null) {
			if (calm && now - floodSince >= FLOOD_MS) floodSince = null;
		} else if (pressure.isFlood(commits.waiting())) {
			floodSince = now;
			calm = false;
			log.info('more clicks come than the database takes; they go to disk first');
		}
		return floodSince !== null && spool.bytes < FLOOD_BYTES;
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
			taken++;
			if (!away && !goesToDisk(waiting.since) && commits.push(waiting)) return;
			keepOnDisk(waiting);
			if (!away) startDrain();
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
			await spool.close();
		},
		isAway: () => away,
		isCommitting: () => commits.waiting() > 0,
		isFlooded: () => floodSince !== null && !calm,
		spooled: () => spool.size,
		lost: () => lost,
	};
}
