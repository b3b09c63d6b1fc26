import type { Network } from '#lib/domain/networks/network.ts';
import { withoutHiddenSigns } from '#lib/domain/posts/hidden-signs.ts';
import { foldedWords, indexOfPhrase } from '#lib/domain/voice/words.ts';

/**
 * The text that is shared: as typed, without signs that nobody sees, with the disclosure under it
 * unless its words stand there already.
 */
export function composeText(text: string, disclosure: string | null): string {
	const clean = withoutHiddenSigns(text).text.trim();
	if (disclosure === null || indexOfPhrase(foldedWords(clean), foldedWords(disclosure)) >= 0)
		return clean;
	return clean === '' ? disclosure : `${clean}\n\n${disclosure}`;
}

/** How much room is left on a network for a text with its link, in the network's own weight; below 0 it is too long. */
export function roomLeft(network: Network, text: string, link: string): number {
	return network.limit - network.linkWeight(link) - network.weigh(text);
}

/** More characters than any network takes for what people write there; what is longer is not prepared. */
export const LONGEST_TEXT = 10_000;

/**
 * What a text becomes on a network and how much room is left, as it is judged with every letter: of one that was pasted
 * without end only its beginning is looked at, and the rest is counted (100 kB would take 0.3 s a letter otherwise).
 */
export function judgedTyping(
	network: Network,
	text: string,
	{ disclosure, link }: { disclosure: string | null; link: string },
): { composed: string; left: number; limit: number } {
	const beyond = Math.max(0, text.length - LONGEST_TEXT);
	const composed = composeText(text.slice(0, LONGEST_TEXT), disclosure);
	const left = Math.min(roomLeft(network, composed, link), LONGEST_TEXT - text.length + beyond);
	return { composed, left: left - beyond, limit: Math.min(network.limit, LONGEST_TEXT) };
}

/** Those of the forbidden words and phrases that stand in a text, as the program writes them: whole words, case and accents aside. */
export function forbiddenIn(text: string, forbidden: readonly string[]): string[] {
	const words = foldedWords(text);
	return forbidden.filter((phrase) => indexOfPhrase(words, foldedWords(phrase)) >= 0);
}
