import { Failure } from '#lib/domain/failure.ts';
import { isStorableJson } from '#lib/domain/text.ts';
import { unsupportedMedia } from './problem.ts';

/** 5,000 events with ids and visitors of 200 letters each are about 5 MB. The server in front must let as much pass. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024;
/** Nothing of ours nests deeper than 6; a limit keeps odd input away from whatever recurses. */
const MAX_DEPTH = 32;

const tooLarge = () =>
	new Failure('too_large', `The body is larger than ${MAX_BODY_BYTES / 1024 / 1024} MB.`);

const malformed = (message: string) =>
	new Failure('invalid', message, { errors: [{ path: '', message }] });

/** The body's bytes, read piece by piece so that no more than the limit is ever held. */
async function readBytes(request: Request): Promise<Buffer> {
	if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) throw tooLarge();
	const pieces: Uint8Array[] = [];
	let size = 0;
	if (request.body)
		for await (const piece of request.body as unknown as AsyncIterable<Uint8Array>) {
			size += piece.byteLength;
			// Leaving the loop cancels the stream.
			if (size > MAX_BODY_BYTES) throw tooLarge();
			pieces.push(piece);
		}
	return Buffer.concat(pieces);
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
 * The JSON of a request's body, with the bytes that it came as: what a signature is of. Throws Failure `too_large`, `invalid` (no JSON, not UTF-8, nested too deep, text that
 * cannot be stored), and a 415 answer for another type or a compressed body.
 */
export async function readSigned(request: Request): Promise<{ bytes: Buffer; value: unknown }> {
	const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
	if (type !== 'application/json' && !/^application\/[\w.-]+\+json$/.test(type))
		throw unsupportedMedia('Send the body as application/json.');
	const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
	if (encoding !== 'identity') throw unsupportedMedia('Send the body without a Content-Encoding.');
	const bytes = await readBytes(request);
	let value: unknown;
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		if (jsonDepth(text) > MAX_DEPTH) throw malformed('The body nests too deep.');
		value = JSON.parse(text);
	} catch (error) {
		throw error instanceof Failure ? error : malformed('The body is not JSON in UTF-8.');
	}
	return { bytes, value };
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
