/**
 * How many facts the benches of imports and exports move: a million, as their bars have it, or LAUREL_BENCH_ROWS for a
 * quick look. Throws RangeError for what is no whole number from 1,000 on.
 */
export function rowsWanted(): number {
	const rows = Number(process.env.LAUREL_BENCH_ROWS ?? 1_000_000);
	if (!Number.isInteger(rows) || rows < 1_000) throw new RangeError('LAUREL_BENCH_ROWS');
	return rows;
}

/** A number as people read it: 1,000,000. */
export const grouped = (value: number): string => Math.round(value).toLocaleString('en');
