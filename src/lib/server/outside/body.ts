import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { OutsideFailure } from '#lib/domain/outside/failure.ts';

const UNPACK = new Map([
	['gzip', createGunzip],
	['x-gzip', createGunzip],
	['deflate', createInflate],
	['br', createBrotliDecompress as () => ReturnType<typeof createGunzip>],
]);

/** The answer's bytes as they were before packing. Some servers pack whatever one asks for. */
function unpacked(answer: IncomingMessage): Readable {
	const coding = (answer.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
	if (coding === 'identity' || coding === '') return answer;
	const unpack = UNPACK.get(coding);
	if (!unpack)
		throw new OutsideFailure('unreadable', 'The answer is packed in a way nobody knows.');
	const stream = unpack();
	answer.once('error', (error) => stream.destroy(error));
	return answer.pipe(stream);
}

/**
 * Reads an answer's body, unpacked, and no more than `maxBytes` of it: then it is cut there (`cut`) or OutsideFailure
 * `too_large` is thrown. Whatever is left is not read: memory stays at about `maxBytes`, whatever comes.
 */
export async function readBody(
	answer: IncomingMessage,
	maxBytes: number,
	cut: boolean,
): Promise<{ body: Buffer; isCut: boolean }> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of unpacked(answer) as AsyncIterable<Buffer>) {
		size += chunk.length;
		chunks.push(chunk);
		if (size <= maxBytes) continue;
		if (!cut) throw new OutsideFailure('too_large', `The answer is larger than ${maxBytes} bytes.`);
		return { body: Buffer.concat(chunks).subarray(0, maxBytes), isCut: true };
	}
	return { body: Buffer.concat(chunks), isCut: false };
}
