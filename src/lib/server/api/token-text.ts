import { createHash, randomBytes } from 'node:crypto';

/** So that a token is known as one wherever it leaks, and as whose. */
const PREFIX = 'laurel_';

/** A new token: 32 random bytes as base64url behind a prefix. */
export function newToken(): string {
	return `${PREFIX}${randomBytes(32).toString('base64url')}`;
}

/** What is stored of a token: its SHA-256 in hexadecimal. The token has 256 random bits, so no salt and no slow hash is needed. */
export function tokenHash(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}

/** The token of an Authorization header (RFC 6750), or null when there is none of our form. */
export function bearerToken(header: string | null): string | null {
	return /^Bearer +([\w.~+/-]{1,512}=*) *$/i.exec(header ?? '')?.[1] ?? null;
}
