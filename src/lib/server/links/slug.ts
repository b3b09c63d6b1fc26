import { randomInt } from 'node:crypto';

/** No 0 and o, no 1, l and i, no vowels but a, e and u that could still spell little: read aloud or off a slide it stays itself. */
export const SLUG_ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';
export const SLUG_LENGTH = 8;

/** A random public name: 31^8, about 8.5e11 of them, so that guessing one finds nothing and two seldom meet. */
export function newSlug(): string {
	let slug = '';
	for (let i = 0; i < SLUG_LENGTH; i++) slug += SLUG_ALPHABET[randomInt(SLUG_ALPHABET.length)];
	return slug;
}
