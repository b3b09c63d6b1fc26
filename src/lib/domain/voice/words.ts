/** Controls that nobody sees: zero-width characters and bidirectional ones. ZWJ stays, emoji are made with it. */
const UNSEEN = /[\u00ad\u200b\u2060\ufeff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const ADDRESS = /https?:\/\/\S+/g;

/**
 * The words of a text as they are compared: addresses out, accents, case and unseen characters folded away (Unicode NFKD
 * without marks), split at whatever is neither letter nor digit. No language is asked for.
 */
export function foldedWords(text: string): string[] {
	const folded = text
		.replace(ADDRESS, ' ')
		.replace(UNSEEN, '')
		.normalize('NFKD')
		.replace(/[\u200d\p{M}]/gu, '')
		.toLowerCase()
		.replaceAll('ß', 'ss')
		.replaceAll('ø', 'o');
	return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Where a phrase of folded words begins in a text of them; -1 when it is not there. */
export function indexOfPhrase(words: readonly string[], phrase: readonly string[]): number {
	if (phrase.length === 0) return -1;
	for (let at = 0; at + phrase.length <= words.length; at++) {
		if (phrase.every((word, i) => words[at + i] === word)) return at;
	}
	return -1;
}
