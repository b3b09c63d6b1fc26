import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { CookieToSet } from './cookies.ts';

/**
 * OWASP's device cookie (owasp.org, "Slow Down Online Guessing Attacks with Device Cookies"): after a sign-in the
 * browser keeps a signed proof that it once knew this account's password. Guesses without it and guesses with it
 * are counted apart, so that a guesser elsewhere does not lock the owner out.
 */
const COOKIE = 'laurel_devices';
const YEAR_SECONDS = 31_536_000;
/** Accounts that one browser may know: a shared one in an office, an admin with a second account. */
const MAX_PROOFS = 5;
const PROOF = /^([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{43})$/;

/** A keyed hash of `text` for one purpose, base64url: what is stored instead of e-mails and device ids. */
export function keyed(key: string, purpose: string, text: string): string {
	return createHmac('sha256', key).update(`${purpose}\0${text}`).digest('base64url');
}

function cookieName(secure: boolean): string {
	return secure ? `__Host-${COOKIE}` : COOKIE;
}

/** The proofs that this browser carries, as it sent them; at most five. */
export function readDevices(
	cookies: { get(name: string): string | undefined },
	{ secure }: { secure: boolean },
): string[] {
	const value = cookies.get(cookieName(secure)) ?? '';
	return value
		.split('~')
		.filter((proof) => PROOF.test(proof))
		.slice(0, MAX_PROOFS);
}

function sign(key: string, email: string, nonce: string): string {
	return keyed(key, 'device', `${email}\0${nonce}`);
}

/** The device's nonce if one of the proofs is for this account, else null. */
export function knownDevice(key: string, email: string, proofs: readonly string[]): string | null {
	for (const proof of proofs) {
		const [, nonce = '', given = ''] = PROOF.exec(proof) ?? [];
		const right = Buffer.from(sign(key, email, nonce));
		const said = Buffer.from(given);
		if (right.length === said.length && timingSafeEqual(right, said)) return nonce;
	}
	return null;
}

/** The cookie after a sign-in: a new proof for this account in front, those of other accounts kept, for a year. */
export function deviceCookie(
	key: string,
	email: string,
	proofs: readonly string[],
	{ secure }: { secure: boolean },
): CookieToSet {
	const nonce = randomBytes(12).toString('base64url');
	const others = proofs.filter((proof) => knownDevice(key, email, [proof]) === null);
	const value = [`${nonce}.${sign(key, email, nonce)}`, ...others].slice(0, MAX_PROOFS).join('~');
	return {
		name: cookieName(secure),
		value,
		attributes: { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: YEAR_SECONDS },
	};
}
