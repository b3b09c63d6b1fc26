import { replay, replaySchema, type ReplayRow } from '../scoring/replay.ts';
import { sha256OfBytes } from './canonical.ts';

/** The first row in which two tables differ; `expected` or `found` is null where one of them has no such row. */
export type Difference = {
	/** From 1. */
	row: number;
	/** The columns that differ; empty where one of the rows is missing. */
	columns: (keyof ReplayRow)[];
	expected: ReplayRow | null;
	found: ReplayRow | null;
};

/** What came of checking a replay file. */
export type Checked =
	| { kind: 'bad'; problems: { path: string; message: string }[] }
	| {
			kind: 'equal' | 'different';
			contest: string;
			people: number;
			/** Voids are not counted. */
			facts: number;
			rows: number;
			/** SHA-256 of the file. */
			sha256: string;
			/** Null when equal. */
			difference: Difference | null;
	  };

const COLUMNS = [
	'rank',
	'person',
	'points',
	'clicks',
	'engagement',
	'conversions',
	'reachedAt',
] as const satisfies (keyof ReplayRow)[];

/** The same instant may be written in several ways. */
const plain = (row: ReplayRow): ReplayRow => {
	const at = row.reachedAt === null ? Number.NaN : Date.parse(row.reachedAt);
	return Number.isNaN(at) ? row : { ...row, reachedAt: new Date(at).toISOString() };
};

/** The first difference between an expected table and the one found; null when they are equal. */
export function firstDifference(
	expected: readonly ReplayRow[],
	found: readonly ReplayRow[],
): Difference | null {
	for (let i = 0; i < Math.max(expected.length, found.length); i++) {
		const [a, b] = [expected[i], found[i]];
		if (!a || !b) return { row: i + 1, columns: [], expected: a ?? null, found: b ?? null };
		const [x, y] = [plain(a), plain(b)];
		const columns = COLUMNS.filter((column) => x[column] !== y[column]);
		if (columns.length > 0) return { row: i + 1, columns, expected: a, found: b };
	}
	return null;
}

/** Things that are wrong with a file are named up to this many. */
const MOST_PROBLEMS = 10;

/**
 * Scores a replay file (its bytes) anew and compares it with the table that it bears. `bad` where it is no replay file, or bears no
 * table; it never throws. Pure: the command line and the page "Check this result" run the same.
 */
export function checkReplay(bytes: Uint8Array): Checked {
	const bad = (path: string, message: string): Checked => ({
		kind: 'bad',
		problems: [{ path, message }],
	});
	let value: unknown;
	try {
		value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch (error) {
		return bad('', (error as Error).message);
	}
	const parsed = replaySchema.safeParse(value);
	if (!parsed.success) {
		const problems = parsed.error.issues.slice(0, MOST_PROBLEMS).map(({ path, message }) => ({
			path: path.map(String).join('.'),
			message,
		}));
		return { kind: 'bad', problems };
	}
	const { data } = parsed;
	if (!data.expected) return bad('expected', 'the file bears no table to compare with');
	const found = replay(data);
	const difference = firstDifference(data.expected, found);
	return {
		kind: difference ? 'different' : 'equal',
		contest: data.contest.id,
		people: data.people.length,
		facts: data.facts.filter(({ type }) => type !== 'void').length,
		rows: found.length,
		sha256: sha256OfBytes(bytes),
		difference,
	};
}
