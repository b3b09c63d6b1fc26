/**
 * What a table says of a word that came with the address; null for one that it doesn't have. Every object has a `constructor` and a
 * `toString`: such a word in an address says nothing.
 */
export const saying = (
	table: Readonly<Record<string, () => string>>,
	word: string | null | undefined,
): string | null =>
	typeof word === 'string' && Object.hasOwn(table, word) ? table[word]!() : null;
