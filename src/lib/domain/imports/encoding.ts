/** Encodings that files of spreadsheets and other tools come in. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/**
 * The encoding of a file by its first bytes: a byte order mark; zeros in every second byte; UTF-8 if it is well formed;
 * otherwise windows-1252, which Latin-1 is a part of. `whole` says that nothing follows: a character cut at the end is
 * then wrong. A file that is ASCII so far counts as UTF-8.
 */
export function encodingOf(head: Uint8Array, whole = false): Encoding {
	if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
	if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
	if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
	const zeros = [0, 0];
	const looked = Math.min(head.length, 1000);
	for (let i = 0; i < looked; i++) if (head[i] === 0) zeros[i % 2]!++;
	const many = looked / 5;
	if (zeros[1]! > many && zeros[0] === 0) return 'utf-16le';
	if (zeros[0]! > many && zeros[1] === 0) return 'utf-16be';
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !whole });
		return 'utf-8';
	} catch {
		return 'windows-1252';
	}
}

/** What a byte that is no character of the encoding is read as: a cell with it is refused by name. */
export const UNDECODABLE = '\uFFFD';
