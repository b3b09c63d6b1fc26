import { readdir, readFile, stat, unlink } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { SpooledClick } from './click.ts';
import { mayLeave } from './group-commit.ts';
import { fromLines, toLine } from './spool-line.ts';
import { ignoreMissing, Segment } from './spool-segment.ts';

/** About 1.8 million clicks; beyond it the disk matters more. */
export const MAX_BYTES = 512 * 1024 * 1024;
/** A sync costs 100 µs of the processor whatever it holds; of more clicks together none gets noticeably cheaper. */
const TOGETHER = 64;
/** While one write is being synced the next is put together: with 256 visitors at a time a flood gets a tenth faster. */
const LANES = 2;
/** A running process touches its segments this often, so that another one on the same folder leaves them alone. */
export const TOUCH_MS = 10_000;
const ABANDONED_MS = 60_000;
/** How the spool's files end. */
export const SUFFIX = '.clicks';
const HOST = hostname().replace(/[^A-Za-z0-9-]/g, '') || 'host';

type Appending = { line: string; done: (error: Error | null) => void };

/** A segment whose writing is over; removing it says that its clicks are recorded elsewhere. */
export type Reading = {
	/** Its clicks in order, at most so many at a time, read when they are asked for. */
	batches(length: number): Generator<SpooledClick[]>;
	remove(): Promise<void>;
};

/**
 * Clicks on disk: while the database is away, and while more come than it takes. A click is safe when `done` is called
 * without an error: its line and whatever came with it was written and synced (one sync for all that waited).
 * Segments are files of one process, `<host>.<pid>.<start>.<n>.clicks`; those of a process that is gone are taken over,
 * in order. Nothing is removed before it is recorded elsewhere, and recording twice is harmless.
 */
export class Spool {
	readonly #folder: string;
	readonly #own = `${HOST}.${process.pid}.${Date.now().toString(36)}${randomUUID().slice(0, 4)}`;
	#queue: Appending[] = [];
	/** What is being written. */
	readonly #underWay = new Set<Appending[]>();
	#isPlanned = false;
	#current: Segment | null = null;
	/** While the next one is being waited for. */
	#turning: Promise<void> | null = null;
	/** The next one, made while the current one is being filled. */
	#spare: Promise<Segment> | null = null;
	/** Who waits for a write to end. */
	#waiting: (() => void)[] = [];
	/** Those that take no more, oldest first. */
	#sealed: Segment[] = [];
	#serial = 0;
	#bytes = 0;
	#clicks = 0;

	constructor(folder: string) {
		this.#folder = folder;
	}

	/** How many clicks wait on disk. */
	get size(): number {
		return this.#clicks;
	}

	get bytes(): number {
		return this.#bytes;
	}

	/** Whether nothing is on disk and nothing on its way there. */
	get isEmpty(): boolean {
		return this.#isWritten && !this.#current && this.#sealed.length === 0;
	}

	get #isWritten(): boolean {
		return this.#queue.length === 0 && this.#underWay.size === 0;
	}

	/** Keeps a click; `done` hears when it is on disk, or why it is not. */
	append(click: SpooledClick, done: (error: Error | null) => void): void {
		if (this.#bytes > MAX_BYTES) {
			done(new Error(`the spool holds ${MAX_BYTES} bytes and takes no more`));
			return;
		}
		this.#queue.push({ line: toLine(click), done });
		this.#plan(0);
	}

	/** Takes over the segments of processes that are gone. Gives how many clicks were found, and damaged lines. */
	async adopt(now: number): Promise<{ clicks: number; damaged: number }> {
		const found = { clicks: 0, damaged: 0 };
		const known = new Set([...this.#sealed, this.#current].map((one) => one?.file));
		for (const name of (await readdir(this.#folder))
			.filter((file) => file.endsWith(SUFFIX))
			.sort()) {
			const file = join(this.#folder, name);
			if (known.has(file) || name.startsWith(this.#own)) continue;
			const { mtimeMs } = await stat(file);
			if (isAlive(name) && now - mtimeMs < ABANDONED_MS) continue;
			const text = await readFile(file, 'utf8');
			const { clicks, damaged } = fromLines(text.split('\n'));
			if (clicks.length + damaged === 0) {
				// Somebody's who lives may still be written.
				if (!isAlive(name)) await unlink(file).catch(ignoreMissing);
				continue;
			}
			this.#keep(new Segment(file, text.lastIndexOf('\n') + 1, clicks.length));
			found.clicks += clicks.length;
			found.damaged += damaged;
		}
		return found;
	}

	/** The oldest segment, its writing ended; null when nothing waits. */
	async next(): Promise<Reading | null> {
		while (this.#sealed.length === 0 && !this.#current && !this.#isWritten) await this.#told();
		if (this.#sealed.length === 0) this.#seal();
		const segment = this.#sealed[0];
		if (!segment) {
			await this.#discard();
			return null;
		}
		await segment.written;
		const text = await readFile(segment.file, 'utf8').catch(ignoreMissing);
		const lines = (text ?? '').split('\n').filter((line) => line !== '');
		return {
			*batches(length) {
				for (let i = 0; i < lines.length; i += length) {
					const { clicks } = fromLines(lines.slice(i, i + length));
					if (clicks.length > 0) yield clicks;
				}
			},
			remove: async () => {
				await segment.remove();
				if (!this.#sealed.includes(segment)) return;
				this.#sealed = this.#sealed.filter((other) => other !== segment);
				this.#bytes -= segment.bytes;
				this.#clicks -= segment.clicks;
			},
		};
	}

	/** Says to other processes that this one is still there. */
	async touch(): Promise<void> {
		const spare = await this.#spare?.catch(() => null);
		const now = new Date();
		for (const segment of [...this.#sealed, this.#current, spare]) await segment?.touch(now);
	}

	/** Ends the writing of the current segment; what is on disk stays. */
	async close(): Promise<void> {
		while (!this.#isWritten) await this.#told();
		this.#seal();
		await Promise.all(this.#sealed.map(({ written }) => written));
		await this.#discard();
	}

	#told(): Promise<void> {
		return new Promise((told) => this.#waiting.push(told));
	}

	/** Throws the next segment away, in which nothing is written yet. */
	async #discard(): Promise<void> {
		const spare = this.#spare;
		this.#spare = null;
		await (await spare?.catch(() => null))?.remove();
	}

	#keep(segment: Segment): void {
		this.#sealed.push(segment);
		this.#bytes += segment.bytes;
		this.#clicks += segment.clicks;
	}

	#make(): Promise<Segment> {
		const serial = String(++this.#serial).padStart(6, '0');
		return Segment.make(join(this.#folder, `${this.#own}.${serial}${SUFFIX}`));
	}

	/** The current segment takes no more. */
	#seal(): void {
		if (!this.#current) return;
		this.#current.seal();
		this.#sealed.push(this.#current);
		this.#current = null;
	}

	async #turn(): Promise<void> {
		this.#seal();
		const next = this.#spare ?? this.#make();
		this.#spare = null;
		this.#current = await next;
	}

	/** Looks at the end of this turn of the event loop, when so many waited at the end of the last one. */
	#plan(before: number): void {
		if (this.#isPlanned) return;
		this.#isPlanned = true;
		setImmediate(() => {
			this.#isPlanned = false;
			const { length } = this.#queue;
			// As long as each turn brings more, so that what comes together is synced together.
			if (length > before && length < TOGETHER) this.#plan(length);
			else this.#leave();
		});
	}

	#mayLeave(): boolean {
		return mayLeave(
			this.#queue.length,
			Array.from(this.#underWay, ({ length }) => length),
			LANES,
		);
	}

	#leave(): void {
		while (this.#mayLeave()) {
			const batch = this.#queue.splice(0, TOGETHER);
			this.#underWay.add(batch);
			void this.#write(batch);
		}
	}

	async #write(batch: Appending[]): Promise<void> {
		const failed = await this.#append(batch).catch((error: unknown) =>
			error instanceof Error ? error : new Error(String(error)),
		);
		this.#underWay.delete(batch);
		// Before whoever waited is answered: the disk works meanwhile.
		this.#leave();
		for (const { done } of batch) done(failed);
		for (const told of this.#waiting.splice(0)) told();
	}

	async #append(batch: readonly Appending[]): Promise<null> {
		// An empty line in front: what is being written before it may end up torn.
		const lines = Buffer.from(`\n${batch.map(({ line }) => line).join('')}`, 'latin1');
		while (!this.#current?.hasRoomFor(lines.length))
			await (this.#turning ??= this.#turn().finally(() => (this.#turning = null)));
		const segment = this.#current;
		if (segment.isHalfFull) this.#spare ??= this.#prepare();
		try {
			await segment.append(lines, batch.length);
		} catch (error) {
			if (segment === this.#current) this.#seal();
			throw error;
		}
		this.#bytes += lines.length;
		this.#clicks += batch.length;
		return null;
	}

	#prepare(): Promise<Segment> {
		const spare = this.#make();
		// Who asks for it is told.
		spare.catch(() => undefined);
		return spare;
	}
}

/** Whether the process that a segment is named after may still run; on another host it may. */
function isAlive(name: string): boolean {
	const [host, pid] = name.split('.');
	if (host !== HOST) return true;
	try {
		process.kill(Number(pid), 0);
		return Number(pid) !== process.pid;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
