import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * JSON in the one form of RFC 8785 (JCS): no space, every object's keys sorted by UTF-16 units, texts and numbers as
 * JavaScript writes them. Keys whose value is undefined are left out. Whoever writes the same value so has the same bytes.
 */
export function canonicalJson(value: unknown): string {
	if (Array.isArray(value)) {
		return `[${value.map((item) => (item === undefined ? 'null' : canonicalJson(item))).join(',')}]`;
	}
	if (value !== null && typeof value === 'object' && !(value instanceof Date)) {
		const pairs = Object.entries(value)
			.filter(([, item]) => item !== undefined)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
		return `{${pairs.join(',')}}`;
	}
	return JSON.stringify(value);
}

/** SHA-256 (FIPS 180-4), lower-case hex. */
export function sha256OfBytes(bytes: Uint8Array): string {
	return bytesToHex(sha256(bytes));
}

/** SHA-256 of a text's UTF-8 bytes, lower-case hex. */
export function sha256Hex(text: string): string {
	return sha256OfBytes(utf8ToBytes(text));
}

/** The same over a text that comes in pieces. */
export function sha256Of(): { add(text: string): void; hex(): string } {
	const hash = sha256.create();
	return {
		add: (text) => void hash.update(utf8ToBytes(text)),
		hex: () => bytesToHex(hash.digest()),
	};
}
