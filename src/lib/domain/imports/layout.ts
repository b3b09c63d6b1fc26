import { z } from 'zod';
import { CsvRows, MAX_CELLS } from './csv-rows.ts';
import { ENCODINGS } from './encoding.ts';

/** What may part cells; the heading line tells which. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;

/** How a file is read: found out from its beginning. */
export const layoutSchema = z.strictObject({
	encoding: z.enum(ENCODINGS),
	delimiter: z.enum(DELIMITERS),
	/** The names of its columns, each once. */
	headers: z.array(z.string()).min(1).max(MAX_CELLS),
});
export type Layout = z.output<typeof layoutSchema>;

/** Why a file as a whole is not taken. */
export const FILE_PROBLEMS = [
	'empty',
	'no_lines',
	'too_many_columns',
	'heading_unreadable',
	'not_text',
] as const;
export type FileProblem = (typeof FILE_PROBLEMS)[number];

const MAX_HEADER = 200;

/** Headings as they are shown and mapped: trimmed, an empty one by its number, a second of the same name counted. */
function named(cells: readonly string[]): string[] {
	const seen = new Map<string, number>();
	return cells.map((cell, index) => {
		const name = cell.replace(/\s+/g, ' ').trim().slice(0, MAX_HEADER) || `(${index + 1})`;
		const times = (seen.get(name) ?? 0) + 1;
		seen.set(name, times);
		return times === 1 ? name : `${name} (${times})`;
	});
}

function headingOf(head: string, delimiter: string, whole: boolean) {
	const reader = new CsvRows(delimiter);
	const rows = reader.push(head);
	return rows[0] ?? (whole ? reader.end()[0] : undefined);
}

/**
 * Delimiter and headings of a file by its beginning (decoded, without a mark; at least 128 kB where there is as much).
 * The delimiter is whichever gives the most columns; Excel's first line `sep=;` says it outright and is passed by.
 */
export function layoutOf(
	head: string,
	whole: boolean,
): { delimiter: Layout['delimiter']; headers: string[] } | FileProblem {
	if (head.trim() === '') return 'empty';
	if (head.includes('\0')) return 'not_text';
	const told = /^sep=([,;\t|])\r?\n/i.exec(head);
	const text = told ? head.slice(told[0].length) : head;
	let best: { delimiter: Layout['delimiter']; cells: string[] } | null = null;
	for (const delimiter of told ? [told[1] as Layout['delimiter']] : DELIMITERS) {
		const row = headingOf(text, delimiter, whole);
		if (!row || row.problem) continue;
		if (row.cells.length > (best?.cells.length ?? 0)) best = { delimiter, cells: row.cells };
	}
	if (!best) {
		// A heading line that goes on beyond what a row may be long is one of very many columns, or no table at all.
		const signs = text.slice(0, 65_536).split(/[,;\t|]/).length;
		return signs > MAX_CELLS ? 'too_many_columns' : 'heading_unreadable';
	}
	if (best.cells.length > MAX_CELLS) return 'too_many_columns';
	return { delimiter: best.delimiter, headers: named(best.cells) };
}
