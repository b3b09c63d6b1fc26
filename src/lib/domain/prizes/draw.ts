import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { Failure } from '../failure.ts';
import { compareCodePoints } from '../scoring/fact-order.ts';

/** SHA-256 (FIPS 180-4) of the seed's UTF-8 text, in lower-case hex: what is published when the contest starts. */
export function seedHash(seed: string): string {
	return bytesToHex(sha256(utf8ToBytes(seed)));
}

/**
 * One person's lot in one draw: HMAC-SHA-256 (RFC 2104) with the seed as key over `<prize>:<id>`, all UTF-8, in
 * lower-case hex. `prize` is the prize's place in the contest's list, from 1, so that draws don't depend on each other.
 */
export function lotOf(seed: string, prize: number, id: string): string {
	return bytesToHex(hmac(sha256, utf8ToBytes(seed), utf8ToBytes(`${prize}:${id}`)));
}

/** The lot of an id in the draw of a prize, by its place in the contest's list, from 1. */
export type Lots = (prize: number, id: string) => string;

/**
 * Lots by a seed; those of `kept` are as they were: of whom the external id that a lot was made of is not known any more. It
 * throws Failure `conflict` where a lot is to be made and there is no seed.
 */
export function lotsBy(
	seed: string | null,
	kept: (...of: Parameters<Lots>) => string | null,
): Lots {
	return (prize, id) => {
		const lot = kept(prize, id);
		if (lot !== null) return lot;
		if (seed === null) throw new Failure('conflict', 'a draw needs the seed');
		return lotOf(seed, prize, id);
	};
}

/**
 * Draws up to `winners` of the ids, each at most once: the lowest lots win, in order. The order and repeats of `ids`
 * don't matter, and anyone with the seed can redo it (docs/scoring.md).
 */
export function draw(
	seed: string,
	prize: number,
	ids: Iterable<string>,
	winners: number,
): { id: string; lot: string }[] {
	return byLots((number, id) => lotOf(seed, number, id), prize, ids).slice(0, winners);
}

/** All of the ids, each once, by their lots in the draw of a prize: who has the lowest first. */
export function byLots(
	lots: Lots,
	prize: number,
	ids: Iterable<string>,
): { id: string; lot: string }[] {
	return Array.from(new Set(ids), (id) => ({ id, lot: lots(prize, id) })).sort((a, b) =>
		compareCodePoints(a.lot, b.lot),
	);
}
