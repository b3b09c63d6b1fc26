import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

const UNPACK = new Map<string, () => Transform>([
	['gzip', createGunzip],
	['x-gzip', createGunzip],
	['deflate', createInflate],
	['br', createBrotliDecompress],
]);

/** The content codings (RFC 9110, section 8.4.1) that are unpacked, as `Accept-Encoding` names them. */
export const CODINGS = 'gzip, deflate, br';

/**
 * Makes what unpacks a body of this `Content-Encoding`, piece by piece: null for one that is not packed, undefined for
 * what nobody here knows, several layers too.
 */
export function unpackerFor(contentEncoding: string | null | undefined) {
	const coding = contentEncoding?.trim().toLowerCase() ?? '';
	return coding === '' || coding === 'identity' ? null : UNPACK.get(coding);
}
