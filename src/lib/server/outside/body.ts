import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { OutsideFailure } from '#lib/domain/outside/failure.ts';
import { unpackerFor } from './unpackers.ts';

/** The answer's bytes as they were before packing. Some servers pack whatever one asks for. */
function unpacked(answer: IncomingMessage): Readable {
	const unpacker = unpackerFor(answer.headers['content-encoding']);
	if (unpacker === null) return answer;
	if (!unpacker)
		throw new OutsideFailure('unreadable', 'The answer is packed in a way nobody knows.');
	const stream = unpacker();
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
