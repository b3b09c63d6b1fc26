/**
 * The letters of RFC 8628, section 6.1: no vowels, so that no word comes about, no digits and no I or O that look like
 * them. 20⁸ = 2.56 × 10¹⁰ codes.
 */
export const CODE_LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
export const CODE_LENGTH = 8;

/** So long a code may be used. */
export const CODE_MINUTES = 10;
/** So many wrong second halves end a pairing. */
export const MOST_WRONG_TRIES = 5;

/** A code made of eight numbers from 0 to 19, which must be random. */
export function codeOf(numbers: readonly number[]): string {
	return numbers.map((number) => CODE_LETTERS[number] ?? '').join('');
}

/**
 * A code as somebody typed it: without spaces and hyphens, in capitals; null when it is none. No letter is guessed at: what
 * is not of the alphabet was misread.
 */
export function readCode(typed: string): string | null {
	const code = typed.replace(/[\s\-–—·.]/g, '').toUpperCase();
	if (code.length !== CODE_LENGTH) return null;
	return [...code].every((letter) => CODE_LETTERS.includes(letter)) ? code : null;
}

/** In two groups, as it is shown and read aloud. */
export const shownCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;
