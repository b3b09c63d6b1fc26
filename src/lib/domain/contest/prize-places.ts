/** What decides which places of which table a prize is for; `toPlace` empty: the one place. */
export type PlacePrize = {
	kind: 'place';
	name: string;
	fromPlace: number;
	toPlace?: number | null | undefined;
	ranking: 'main' | 'improved' | 'bracket';
	bracket?: string | null | undefined;
};

/**
 * Prizes for a place that an earlier one is for already, in the same table: whoever holds it would not know which.
 * Indexes into the list, of the later and of the earlier one; what is no prize for places is passed over.
 */
export function overlapsOf(
	prizes: readonly (PlacePrize | null)[],
): { index: number; other: number }[] {
	const taken: { table: string; from: number; to: number; index: number }[] = [];
	const found: { index: number; other: number }[] = [];
	for (const [index, prize] of prizes.entries()) {
		if (!prize) continue;
		const { fromPlace: from, ranking } = prize;
		const to = prize.toPlace ?? from;
		const table = ranking === 'bracket' ? `bracket ${prize.bracket ?? ''}` : ranking;
		const other = taken.find((one) => one.table === table && one.from <= to && from <= one.to);
		if (other) found.push({ index, other: other.index });
		taken.push({ table, from, to, index });
	}
	return found;
}
