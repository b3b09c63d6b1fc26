/**
 * How many facts the benches of imports and exports move: a million, as their bars have it, or LAUREL_BENCH_ROWS for a
 * quick look. Throws RangeError for what is no whole number from 1,000 on.
 */
export function rowsWanted(): number {
	const rows = Number(process.env.LAUREL_BENCH_ROWS ?? 1_000_000);
	if (!Number.isInteger(rows) || rows < 1_000) throw new RangeError('LAUREL_BENCH_ROWS');
	return rows;
}

/**
 * How many people the benches of badges and of the directory look at: ten thousand, as their bars have it, or
 * LAUREL_BENCH_PEOPLE for a quick look. Throws RangeError for what is no whole number from 100 on.
 */
export function peopleWanted(): number {
	const people = Number(process.env.LAUREL_BENCH_PEOPLE ?? 10_000);
	if (!Number.isInteger(people) || people < 100) throw new RangeError('LAUREL_BENCH_PEOPLE');
	return people;
}

/** A number as people read it: 1,000,000. */
export const grouped = (value: number): string => Math.round(value).toLocaleString('en');
