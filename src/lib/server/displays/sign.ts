import { createHmac, timingSafeEqual } from 'node:crypto';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The purpose is signed too, so that a signature made for something else never opens a display. */
const mac = (displayId: string, signingKey: string) =>
	createHmac('sha256', Buffer.from(signingKey, 'base64url'))
		.update(`display:${displayId}`)
		.digest();

/** What a display link carries as `key`: the display's id and its HMAC-SHA-256 (RFC 2104) as base64url. */
export function signDisplay(displayId: string, signingKey: string): string {
	return `${displayId}.${mac(displayId, signingKey).toString('base64url')}`;
}

/** The display's id when the signature is right, else null. Compares in constant time; never throws on odd input. */
export function openDisplayKey(key: string, signingKey: string): string | null {
	const dot = key.indexOf('.');
	const id = key.slice(0, dot);
	if (dot < 0 || !UUID.test(id)) return null;
	const given = Buffer.from(key.slice(dot + 1), 'base64url');
	const right = mac(id, signingKey);
	// Buffer.from drops what is not base64url, so the text itself must be the canonical one as well.
	if (given.length !== right.length || key.length !== id.length + 1 + 43) return null;
	return timingSafeEqual(given, right) ? id : null;
}
