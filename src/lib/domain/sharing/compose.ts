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

/** Those of the forbidden words and phrases that stand in a text, as the program writes them: whole words, case and accents aside. */
export function forbiddenIn(text: string, forbidden: readonly string[]): string[] {
	const words = foldedWords(text);
	return forbidden.filter((phrase) => indexOfPhrase(words, foldedWords(phrase)) >= 0);
}
