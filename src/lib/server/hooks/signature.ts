import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Standard Webhooks 1.0: a message older or newer than this is refused, so that a recorded one cannot be sent again later. */
export const TOLERANCE_SECONDS = 300;

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** A new secret as the specification writes it: `whsec_` and base64 of 32 random bytes. */
export function newSecret(): string {
	return PREFIX + randomBytes(SECRET_BYTES).toString('base64');
}

export type SignedParts = {
	/** `webhook-id` */
	id: string;
	/** `webhook-timestamp`, seconds since 1970 as text. */
	timestamp: string;
	body: string | Buffer;
};

const keyOf = (secret: string) =>
	Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64');

/** The signature of a message, `v1,` and base64 of HMAC-SHA-256 over id, timestamp and body (Standard Webhooks 1.0). */
export function signatureOf({ id, timestamp, body }: SignedParts, secret: string): string {
	const mac = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body);
	return `v1,${mac.digest('base64')}`;
}

/**
 * Whether one of the signatures (`webhook-signature`, separated by spaces) is right under one of the secrets. Every pair is
 * compared, each in constant time, so that the time taken says nothing of which came close.
 */
export function isSigned(
	parts: SignedParts,
	signatures: string,
	secrets: readonly string[],
): boolean {
	let right = false;
	const given = signatures.split(' ').map((signature) => Buffer.from(signature));
	for (const secret of secrets) {
		const expected = Buffer.from(signatureOf(parts, secret));
		for (const signature of given) {
			if (signature.length === expected.length && timingSafeEqual(signature, expected))
				right = true;
		}
	}
	return right;
}

/** Whether a timestamp (whole seconds as text) lies within five minutes of `now`. */
export function isTimely(timestamp: string, now: Date): boolean {
	if (!/^\d{1,12}$/.test(timestamp)) return false;
	return Math.abs(now.getTime() / 1000 - Number(timestamp)) <= TOLERANCE_SECONDS;
}
