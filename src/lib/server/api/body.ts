import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Failure } from '#lib/domain/failure.ts';
import { isStorableJson } from '#lib/domain/text.ts';
import { CODINGS, unpackerFor } from '../outside/unpackers.ts';
import { unsupportedMedia } from './problem.ts';

/** 5,000 events with ids and visitors of 200 letters each are about 5 MB. The server in front must let as much pass. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024;
/** Nothing of ours nests deeper than 6; a limit keeps odd input away from whatever recurses. */
const MAX_DEPTH = 32;

const tooLarge = () =>
	new Failure('too_large', `The body is larger than ${MAX_BODY_BYTES / 1024 / 1024} MB.`);

const malformed = (message: string) =>
	new Failure('invalid', message, { errors: [{ path: '', message }] });

/** Passes the pieces on and keeps them; leaving at the limit cancels where they come from. */
async function* keeping(pieces: AsyncIterable<Uint8Array>, kept: Uint8Array[]) {
	let size = 0;
	for await (const piece of pieces) {
		size += piece.byteLength;
		if (size > MAX_BODY_BYTES) throw tooLarge();
		kept.push(piece);
		yield piece;
	}
}

/** What zlib says of bytes that are not packed as they claim, or break off; a sender who went away says something else. */
const isCorrupt = (error: unknown) =>
	error instanceof Error &&
	'errno' in error &&
	'code' in error &&
	/^(Z_|ERR_)/.test(String(error.code));

/**
 * The body as it came and as it was before packing, each read piece by piece, so that no more than the limit of either is
 * ever held: a megabyte that unpacks to a thousand is left after the eighth.
 */
async function readBytes(
	request: Request,
	unpacker: (() => Transform) | null,
): Promise<{ sent: Buffer; plain: Buffer }> {
	if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) throw tooLarge();
	if (!request.body) return { sent: Buffer.alloc(0), plain: Buffer.alloc(0) };
	const body = request.body as unknown as AsyncIterable<Uint8Array>;
	const pieces: Uint8Array[] = [];
	if (!unpacker) {
		for await (const _ of keeping(body, pieces));
		const bytes = Buffer.concat(pieces);
		return { sent: bytes, plain: bytes };
	}
	const plain: Uint8Array[] = [];
	try {
		await pipeline(
			keeping(body, pieces),
			unpacker(),
			async (unpacked: AsyncIterable<Uint8Array>) => {
				for await (const _ of keeping(unpacked, plain));
			},
		);
	} catch (error) {
		if (!isCorrupt(error)) throw error;
		throw malformed('The body is not packed as its Content-Encoding says.');
	}
	return { sent: Buffer.concat(pieces), plain: Buffer.concat(plain) };
}

/** How deep brackets nest in JSON text, not counting those inside its strings. */
export function jsonDepth(text: string): number {
	let [depth, deepest, inString] = [0, 0, false];
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (inString) {
			if (code === 0x5c) i++;
			else if (code === 0x22) inString = false;
		} else if (code === 0x22) inString = true;
		else if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++depth);
		else if (code === 0x5d || code === 0x7d) depth--;
	}
	return deepest;
}

/**
 * The JSON of a request's body, which may be packed (gzip, deflate, br), with the bytes that it came as: what a signature is
 * of. Throws Failure `too_large` (as it came, or unpacked), `invalid` (not packed as it says, no JSON, not UTF-8, nested
 * too deep), and a 415 answer for another type or a packing that nobody knows.
 */
export async function readSigned(request: Request): Promise<{ bytes: Buffer; value: unknown }> {
	const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
	if (type !== 'application/json' && !/^application\/[\w.-]+\+json$/.test(type))
		throw unsupportedMedia('Send the body as application/json.');
	const unpacker = unpackerFor(request.headers.get('content-encoding'));
	if (unpacker === undefined)
		throw unsupportedMedia(`Send the body as it is, or as one of ${CODINGS}.`, {
			'accept-encoding': CODINGS,
		});
	const { sent, plain } = await readBytes(request, unpacker);
	let value: unknown;
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(plain);
		if (jsonDepth(text) > MAX_DEPTH) throw malformed('The body nests too deep.');
		value = JSON.parse(text);
	} catch (error) {
		throw error instanceof Failure ? error : malformed('The body is not JSON in UTF-8.');
	}
	return { bytes: sent, value };
}

/** The JSON of a request's body; throws as `readSigned` does. */
export async function readJson(request: Request): Promise<unknown> {
	return (await readSigned(request)).value;
}

/** The same for bodies in which every text is stored: events are judged one by one and don't need it. */
export async function readStorableJson(request: Request): Promise<unknown> {
	const value = await readJson(request);
	if (!isStorableJson(value))
		throw malformed('The body holds NUL or text that is not well-formed.');
	return value;
}

/** The same for a call that may come without a body, which stands for an empty object. */
export async function readOptionalJson(request: Request): Promise<unknown> {
	const empty = request.body === null || request.headers.get('content-length') === '0';
	return empty ? {} : readStorableJson(request);
}
