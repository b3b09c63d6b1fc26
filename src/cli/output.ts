import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Standard output as it is, piece by piece; it stays open. */
const standardOutput = () =>
	new Writable({
		write: (chunk: Buffer, _encoding, done) => void process.stdout.write(chunk, done),
	});

/**
 * Writes a stream to a file, or to standard output without one or for `-`. A file is there whole or not at all: until the
 * last byte it is called `….part`.
 */
export async function writeOut(
	stream: ReadableStream<Uint8Array>,
	path: string | undefined,
): Promise<void> {
	const source = Readable.fromWeb(stream as never);
	if (path === undefined || path === '-') return pipeline(source, standardOutput());
	const part = `${path}.part`;
	try {
		await pipeline(source, createWriteStream(part));
		await rename(part, path);
	} catch (error) {
		await rm(part, { force: true });
		throw error;
	}
}
