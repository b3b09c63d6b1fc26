import { closeSync, fdatasync, fsyncSync, openSync, write } from 'node:fs';
import { readdir, readFile, stat, unlink, utimes } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { SpooledClick } from './click.ts';

/** About 2.5 million clicks; beyond it the disk matters more. */
const MAX_BYTES = 512 * 1024 * 1024;
const SEGMENT_BYTES = 16 * 1024 * 1024;
/** A running process touches its segments this often, so that another one on the same folder leaves them alone. */
export const TOUCH_MS = 10_000;
const ABANDONED_MS = 60_000;
/** How the spool's files end. */
export const SUFFIX = '.clicks';
const HOST = hostname().replace(/[^A-Za-z0-9-]/g, '') || 'host';

type Appending = { line: string; done: (error: Error | null) => void };
type Segment = { file: string; bytes: number; clicks: number };

const checksum = (json: string) => crc32(json).toString(16).padStart(8, '0');

/** One line: checksum, space, JSON. The checksum tells a torn or damaged line from a whole one. */
export function toLine(click: SpooledClick): string {
	const json = JSON.stringify(click);
	return `${checksum(json)} ${json}\n`;
}

/** The whole lines of a segment, in order; `damaged` counts the others (a torn tail after a crash is one). */
export function fromLines(text: string): { clicks: SpooledClick[]; damaged: number } {
	const clicks: SpooledClick[] = [];
	let damaged = 0;
	for (const line of text.split('\n')) {
		if (line === '') continue;
		const json = line.slice(9);
		// As text: read as a number, a checksum whose letter has become a capital would still do.
		if (line.slice(0, 9) === `${checksum(json)} `) {
			clicks.push(JSON.parse(json) as SpooledClick);
		} else {
			damaged++;
		}
	}
	return { clicks, damaged };
}

/**
 * Clicks on disk while the database is away. A click is safe when `done` is called without an error: its line and
 * whatever came with it was written and synced (one sync for all that waited). Segments are files of one process,
 * `<host>.<pid>.<start>.<n>.clicks`; those of a process that is gone are taken over, in order. Nothing is removed
 * before it is recorded elsewhere, and recording twice is harmless.
 */
export class Spool {
	readonly #folder: string;
	readonly #own = `${HOST}.${process.pid}.${Date.now().toString(36)}${randomUUID().slice(0, 4)}`;
	#queue: Appending[] = [];
	#writing = false;
	#fd: number | null = null;
	#current: Segment | null = null;
	/** Closed ones, oldest first. */
	#closed: Segment[] = [];
	#serial = 0;

	constructor(folder: string) {
		this.#folder = folder;
	}

	/** How many clicks wait on disk. */
	get size(): number {
		return this.#closed.reduce((sum, { clicks }) => sum + clicks, this.#current?.clicks ?? 0);
	}

	get bytes(): number {
		return this.#closed.reduce((sum, { bytes }) => sum + bytes, this.#current?.bytes ?? 0);
	}

	append(click: SpooledClick, done: (error: Error | null) => void): void {
		if (this.bytes > MAX_BYTES) {
			done(new Error(`the spool holds ${MAX_BYTES} bytes and takes no more`));
			return;
		}
		this.#queue.push({ line: toLine(click), done });
		if (!this.#writing) {
			this.#writing = true;
			// At the end of this turn, so that the first of many does not go alone.
			setImmediate(() => this.#flush());
		}
	}

	/** Takes over the segments of processes that are gone. Gives how many clicks were found, and damaged lines. */
	async adopt(now: number): Promise<{ clicks: number; damaged: number }> {
		const found = { clicks: 0, damaged: 0 };
		const known = new Set([...this.#closed, this.#current].map((segment) => segment?.file));
		for (const name of (await readdir(this.#folder))
			.filter((file) => file.endsWith(SUFFIX))
			.sort()) {
			const file = join(this.#folder, name);
			if (known.has(file) || name.startsWith(this.#own)) continue;
			const { mtimeMs, size } = await stat(file);
			if (isAlive(name) && now - mtimeMs < ABANDONED_MS) continue;
			const { clicks, damaged } = fromLines(await readFile(file, 'utf8'));
			this.#closed.push({ file, bytes: size, clicks: clicks.length });
			found.clicks += clicks.length;
			found.damaged += damaged;
		}
		return found;
	}

	/** The oldest segment's clicks, its writing ended; null when nothing waits. */
	async next(): Promise<{ clicks: SpooledClick[]; remove: () => Promise<void> } | null> {
		if (this.#closed.length === 0 && this.#current && !this.#writing) this.#close();
		const segment = this.#closed[0];
		if (!segment) return null;
		const { clicks } = fromLines(await readFile(segment.file, 'utf8'));
		return {
			clicks,
			remove: async () => {
				await unlink(segment.file).catch(ignoreMissing);
				this.#closed = this.#closed.filter((other) => other !== segment);
			},
		};
	}

	/** Says to other processes that this one is still there. */
	async touch(): Promise<void> {
		const now = new Date();
		for (const segment of [...this.#closed, this.#current]) {
			if (segment) await utimes(segment.file, now, now).catch(ignoreMissing);
		}
	}

	/** Whether an append is still under way. */
	get isWriting(): boolean {
		return this.#writing;
	}

	close(): void {
		if (this.#fd !== null) this.#close();
	}

	#open(): { fd: number; segment: Segment } {
		if (this.#fd !== null && this.#current) return { fd: this.#fd, segment: this.#current };
		const serial = String(++this.#serial).padStart(6, '0');
		const file = join(this.#folder, `${this.#own}.${serial}${SUFFIX}`);
		this.#fd = openSync(file, 'wx', 0o600);
		this.#current = { file, bytes: 0, clicks: 0 };
		// The file's name has to survive as well as its content.
		const folder = openSync(this.#folder, 'r');
		fsyncSync(folder);
		closeSync(folder);
		return { fd: this.#fd, segment: this.#current };
	}

	#close(): void {
		if (this.#fd !== null) closeSync(this.#fd);
		if (this.#current) this.#closed.push(this.#current);
		this.#fd = null;
		this.#current = null;
	}

	#flush(): void {
		const batch = this.#queue;
		this.#queue = [];
		if (batch.length === 0) {
			this.#writing = false;
			return;
		}
		const finish = (error: Error | null) => {
			for (const { done } of batch) done(error);
			this.#flush();
		};
		try {
			const { fd, segment } = this.#open();
			const data = Buffer.from(batch.map(({ line }) => line).join(''));
			writeAll(fd, data, (failed) => {
				if (failed) {
					// What was written of it may be torn: the next lines start a file of their own.
					this.#close();
					finish(failed);
					return;
				}
				fdatasync(fd, (unsynced) => {
					segment.bytes += data.length;
					segment.clicks += batch.length;
					if (segment.bytes >= SEGMENT_BYTES) this.#close();
					finish(unsynced);
				});
			});
		} catch (error) {
			setImmediate(finish, error instanceof Error ? error : new Error(String(error)));
		}
	}
}

function writeAll(fd: number, data: Buffer, done: (error: Error | null) => void): void {
	write(fd, data, (error, written) => {
		if (error || written === data.length) done(error);
		else writeAll(fd, data.subarray(written), done);
	});
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
