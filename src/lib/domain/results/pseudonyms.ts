import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** 80 bits: among 100,000 people two share one with a chance of 4 in a quadrillion. */
const HEX_DIGITS = 20;

export type Pseudonyms = {
	/** For an external id. */
	person(externalId: string): string;
	team(name: string): string;
	/** For a visitor's stored name, which means something only together with its link. */
	visitor(link: string, name: string): string;
};

/**
 * Names that stand for people, teams and visitors in a contest's replay file: HMAC-SHA-256 (RFC 2104) under a secret of
 * the portal, cut to 80 bits. The same person has the same one in every file of the contest and another one in other
 * contests; without the secret nobody can try out names. `secret` is any text, the contest's id is its own.
 */
export function pseudonymsOf(secret: string, contestId: string): Pseudonyms {
	const keyed = hmac.create(sha256, utf8ToBytes(secret));
	const name = (prefix: string, text: string): string =>
		prefix +
		bytesToHex(
			keyed
				.clone()
				.update(utf8ToBytes(`replay:${contestId}:${prefix}${text}`))
				.digest(),
		).slice(0, HEX_DIGITS);
	return {
		person: (externalId) => name('p-', externalId),
		team: (team) => name('t-', team),
		visitor: (link, visitor) => name('v-', `${link}:${visitor}`),
	};
}
