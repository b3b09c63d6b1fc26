import { constants, fdatasync, write } from 'node:fs';
import { open, unlink, utimes, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Some 4,000 clicks: read as a whole when they are recorded. */
const SEGMENT_BYTES = 1024 * 1024;
/**
 * A segment is made of zeros and written over them: a file that grows has to go through the file system's journal with each
 * sync, where it waits for everybody else's. Beside a busy Postgres a sync took 4 ms so, and 1 since.
 */
const ZEROS = Buffer.alloc(SEGMENT_BYTES);
/**
 * Linux syncs with the write itself, one trip to the thread pool instead of two (110 µs of the processor instead of 170). Elsewhere
 * the flag promises less than `fdatasync` does.
 */
const SYNCED_BY_WRITE = process.platform === 'linux';
const SYNCED = constants.O_WRONLY | (SYNCED_BY_WRITE ? constants.O_DSYNC : 0);

/** Makes a segment's file, durable in name and size. Throws what the file system says; then nothing of it is left. */
async function makeFile(file: string): Promise<FileHandle> {
	const made = await open(file, SYNCED | constants.O_CREAT | constants.O_EXCL, 0o600);
	try {
		await made.write(ZEROS, 0, ZEROS.length, 0);
		const folder = await open(dirname(file), constants.O_RDONLY);
		await folder.sync().finally(() => folder.close());
		return made;
	} catch (error) {
		await made.close().catch(() => undefined);
		await unlink(file).catch(() => undefined);
		throw error;
	}
}

/** Writes `data` at a place of a file; resolves when all of it is on disk. Throws what the file system says. */
function writeAt({ fd }: FileHandle, data: Buffer, place: number): Promise<void> {
	return new Promise((resolve, reject) => {
		const put = (from: number): void =>
			write(fd, data, from, data.length - from, place + from, (error, written) => {
				if (error) reject(error);
				else if (from + written < data.length) put(from + written);
				else if (SYNCED_BY_WRITE) resolve();
				else fdatasync(fd, (unsynced) => (unsynced ? reject(unsynced) : resolve()));
			});
		put(0);
	});
}

/** One file of the spool. It takes lines, several writes at a time, until it is sealed; then it is read and removed. */
export class Segment {
	readonly file: string;
	/** Resolves when it is sealed and everything that it took is written, or has failed. */
	readonly written: Promise<void>;
	/** What is written and safe. */
	bytes: number;
	clicks: number;
	readonly #over: () => void;
	#handle: FileHandle | null;
	#isSealed = false;
	/** Where the next line goes. */
	#end = 0;
	#underWay = 0;

	/** A file that holds so much already, or with a `handle` one that takes lines. */
	constructor(file: string, bytes: number, clicks: number, handle: FileHandle | null = null) {
		const { promise, resolve } = Promise.withResolvers<void>();
		this.file = file;
		this.bytes = bytes;
		this.clicks = clicks;
		this.written = promise;
		this.#over = resolve;
		this.#handle = handle;
		if (!handle) resolve();
	}

	/** Makes an empty one that takes lines. Throws what the file system says. */
	static async make(file: string): Promise<Segment> {
		return new Segment(file, 0, 0, await makeFile(file));
	}

	/** Whether so many bytes find room; the first always do. */
	hasRoomFor(bytes: number): boolean {
		return this.#end === 0 || this.#end + bytes <= SEGMENT_BYTES;
	}

	get isHalfFull(): boolean {
		return this.#end > SEGMENT_BYTES / 2;
	}

	/**
	 * Takes lines with so many clicks; resolves when they are on disk. Throws what the file system says: then a part of them may be there, torn.
	 */
	async append(lines: Buffer, clicks: number): Promise<void> {
		const place = this.#end;
		this.#end += lines.length;
		this.#underWay++;
		try {
			await writeAt(this.#handle!, lines, place);
			this.bytes += lines.length;
			this.clicks += clicks;
		} finally {
			this.#underWay--;
			this.#settle();
		}
	}

	/** It takes no more. */
	seal(): void {
		this.#isSealed = true;
		this.#settle();
	}

	/** Says to other processes that its own is still there. */
	async touch(now: Date): Promise<void> {
		await utimes(this.file, now, now).catch(ignoreMissing);
	}

	/** Removes it, whatever it holds. */
	async remove(): Promise<void> {
		this.seal();
		await this.written;
		await unlink(this.file).catch(ignoreMissing);
	}

	#settle(): void {
		if (!this.#isSealed || this.#underWay > 0 || !this.#handle) return;
		// What was written is synced: nothing depends on how this ends.
		void this.#handle
			.close()
			.catch(() => undefined)
			.then(this.#over);
		this.#handle = null;
	}
}

/** For what may be gone already; throws every other error. */
export function ignoreMissing(error: NodeJS.ErrnoException): void {
	if (error.code !== 'ENOENT') throw error;
}
