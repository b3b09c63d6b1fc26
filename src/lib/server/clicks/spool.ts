import { readdir, readFile, stat, unlink, utimes, type FileHandle } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { SpooledClick } from './click.ts';
import { fromLines, toLine } from './spool-line.ts';
import { makeSegment, SEGMENT_BYTES, writeAt } from './spool-segment.ts';

/** About 1.8 million clicks; beyond it the disk matters more. */
export const MAX_BYTES = 512 * 1024 * 1024;
/** A sync costs 100 µs of the processor whatever it holds; of more clicks together none gets noticeably cheaper. */
const ENOUGH = 256;
/** A running process touches its segments this often, so that another one on the same folder leaves them alone. */
export const TOUCH_MS = 10_000;
const ABANDONED_MS = 60_000;
/** How the spool's files end. */
export const SUFFIX = '.clicks';
const HOST = hostname().replace(/[^A-Za-z0-9-]/g, '') || 'host';

type Appending = { line: string; done: (error: Error | null) => void };
type Segment = { file: string; bytes: number; clicks: number };
type Current = { handle: FileHandle; segment: Segment };

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
	#writing: Promise<void> | null = null;
	#current: Current | null = null;
	/** The next one, made while the current one is being filled. */
	#spare: Promise<Current> | null = null;
	/** The current one is to be closed when what is being written is written. */
	#wanted = false;
	/** Who waits for a segment to be closed, or for the writing to end. */
	#waiting: (() => void)[] = [];
	/** Closed ones, oldest first. */
	#closed: Segment[] = [];
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
		return !this.#writing && !this.#current && this.#closed.length === 0;
	}

	append(click: SpooledClick, done: (error: Error | null) => void): void {
		if (this.#bytes > MAX_BYTES) {
			done(new Error(`the spool holds ${MAX_BYTES} bytes and takes no more`));
			return;
		}
		this.#queue.push({ line: toLine(click), done });
		this.#writing ??= this.#write();
	}

	/** Takes over the segments of processes that are gone. Gives how many clicks were found, and damaged lines. */
	async adopt(now: number): Promise<{ clicks: number; damaged: number }> {
		const found = { clicks: 0, damaged: 0 };
		const known = new Set([...this.#closed, this.#current?.segment].map((one) => one?.file));
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
			this.#keep({ file, bytes: text.lastIndexOf('\n') + 1, clicks: clicks.length });
			found.clicks += clicks.length;
			found.damaged += damaged;
		}
		return found;
	}

	/** The oldest segment, its writing ended; null when nothing waits. */
	async next(): Promise<Reading | null> {
		while (this.#closed.length === 0 && (this.#current || this.#writing)) {
			if (!this.#writing) {
				await this.#close();
				continue;
			}
			this.#wanted = true;
			await new Promise<void>((told) => this.#waiting.push(told));
		}
		const segment = this.#closed[0];
		if (!segment) {
			await this.#discard();
			return null;
		}
		const text = await readFile(segment.file, 'utf8').catch(ignoreMissing);
		const lines = (text ?? '').split('\n');
		return {
			*batches(length) {
				for (let i = 0; i < lines.length; i += length) {
					const { clicks } = fromLines(lines.slice(i, i + length));
					if (clicks.length > 0) yield clicks;
				}
			},
			remove: async () => {
				await unlink(segment.file).catch(ignoreMissing);
				if (!this.#closed.includes(segment)) return;
				this.#closed = this.#closed.filter((other) => other !== segment);
				this.#bytes -= segment.bytes;
				this.#clicks -= segment.clicks;
			},
		};
	}

	/** Says to other processes that this one is still there. */
	async touch(): Promise<void> {
		const spare = await this.#spare?.catch(() => null);
		const now = new Date();
		for (const segment of [...this.#closed, this.#current?.segment, spare?.segment]) {
			if (segment) await utimes(segment.file, now, now).catch(ignoreMissing);
		}
	}

	/** Ends the writing of the current segment; what is on disk stays. */
	async close(): Promise<void> {
		await this.#writing;
		await this.#close();
		await this.#discard();
	}

	/** Throws the next segment away, in which nothing is written yet. */
	async #discard(): Promise<void> {
		const spare = this.#spare;
		this.#spare = null;
		const made = await spare?.catch(() => null);
		if (made)
			await Promise.all([made.handle.close(), unlink(made.segment.file).catch(ignoreMissing)]);
	}

	#keep(segment: Segment): void {
		this.#closed.push(segment);
		this.#bytes += segment.bytes;
		this.#clicks += segment.clicks;
	}

	async #make(): Promise<Current> {
		const serial = String(++this.#serial).padStart(6, '0');
		const file = join(this.#folder, `${this.#own}.${serial}${SUFFIX}`);
		return { handle: await makeSegment(file), segment: { file, bytes: 0, clicks: 0 } };
	}

	/** The segment that takes so many bytes more. */
	async #room(bytes: number): Promise<Current> {
		const current = this.#current;
		if (current && current.segment.bytes > 0 && current.segment.bytes + bytes > SEGMENT_BYTES)
			await this.#close();
		if (this.#current) return this.#current;
		const next = this.#spare ?? this.#make();
		this.#spare = null;
		return (this.#current = await next);
	}

	async #close(): Promise<void> {
		const current = this.#current;
		if (!current) return;
		this.#current = null;
		this.#wanted = false;
		this.#closed.push(current.segment);
		this.#tell();
		// What was written is synced: nothing depends on how this ends.
		await current.handle.close().catch(() => undefined);
	}

	#tell(): void {
		for (const told of this.#waiting.splice(0)) told();
	}

	/** Writes until nothing waits. */
	async #write(): Promise<void> {
		while (this.#queue.length > 0) {
			await this.#gather();
			const batch = this.#queue;
			this.#queue = [];
			const failed = await this.#append(batch).catch((error: unknown) =>
				error instanceof Error ? error : new Error(String(error)),
			);
			for (const { done } of batch) done(failed);
		}
		this.#writing = null;
		this.#tell();
	}

	/** Waits as long as each turn of the event loop brings more, so that what comes together is synced together. */
	async #gather(): Promise<void> {
		for (let before = 0; this.#queue.length > before && before < ENOUGH;) {
			before = this.#queue.length;
			await new Promise((turn) => setImmediate(turn));
		}
	}

	async #append(batch: readonly Appending[]): Promise<null> {
		const data = Buffer.from(batch.map(({ line }) => line).join(''));
		const { handle, segment } = await this.#room(data.length);
		try {
			await writeAt(handle, data, segment.bytes);
		} catch (error) {
			// What was written of it may be torn: the next lines start a file of their own.
			await this.#close();
			throw error;
		}
		segment.bytes += data.length;
		segment.clicks += batch.length;
		this.#bytes += data.length;
		this.#clicks += batch.length;
		if (this.#wanted) await this.#close();
		else if (segment.bytes > SEGMENT_BYTES / 2) this.#spare ??= this.#prepare();
		return null;
	}

	#prepare(): Promise<Current> {
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

function ignoreMissing(error: NodeJS.ErrnoException): void {
	if (error.code !== 'ENOENT') throw error;
}
