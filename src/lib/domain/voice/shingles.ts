import { foldedWords } from './words.ts';

/** Words in a row that are compared as one: three tell phrases apart and forgive a changed word soon. */
const SHINGLE_WORDS = 3;

/** 32-bit FNV-1a with Murmur3's finaliser, so that the smallest hashes are a fair sample. */
function hash(text: string, seed: number): number {
	let h = (0x811c9dc5 ^ seed) >>> 0;
	for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
	h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return (h ^ (h >>> 16)) >>> 0;
}

/** A number from a story's id, so that the same words make other hashes for another story. */
export const seedOf = (id: string): number => hash(id, 0);

/**
 * The text's shingles of three folded words as 32-bit hashes, ascending, each once. A shorter text is one shingle; a
 * text without words has none.
 */
export function shingles(text: string, seed: number): Uint32Array {
	const words = foldedWords(text);
	if (words.length === 0) return new Uint32Array();
	const seen = new Set<number>();
	const last = Math.max(0, words.length - SHINGLE_WORDS);
	for (let at = 0; at <= last; at++) {
		seen.add(hash(words.slice(at, at + SHINGLE_WORDS).join(' '), seed));
	}
	return Uint32Array.from(seen).sort();
}
