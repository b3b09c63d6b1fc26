/** One line of the bench's table. */
export type Figure = {
	measure: string;
	/** What has to be reached, as text. */
	bar: string;
	/** What was seen, as text. */
	figure: string;
	reached: boolean;
};

/** A bench: what it measures, apart from the others, in one run. Progress goes to `say`. */
export type Bench = { name: string; run(say: (line: string) => void): Promise<Figure[]> };

/** The middle value; of an even number the mean of both. Throws RangeError on none. */
export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	const [low, high] = [sorted[sorted.length % 2 ? middle : middle - 1], sorted[middle]];
	if (low === undefined || high === undefined) throw new RangeError('no values');
	return (low + high) / 2;
}

/** The value below which `share` (0 to 1) of the values lie, by nearest rank. */
export function percentile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}
