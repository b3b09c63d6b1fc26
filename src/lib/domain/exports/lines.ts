import { BYTE_ORDER_MARK, csvText } from '../csv.ts';
import type { Column, Format } from './columns.ts';

/** A row by the names of its columns; what has no value is null. */
export type Row = Record<string, unknown>;

function cellOf(kind: Column[1], value: unknown): string {
	if (value === null || value === undefined) return '';
	switch (kind) {
		case 'text':
			return csvText(String(value));
		case 'list':
			return csvText((value as string[]).join('; '));
		case 'json':
			return csvText(JSON.stringify(value));
		default:
			return String(value);
	}
}

/** What stands before the first row: the names of the columns in CSV, with a mark for Excel if it is wanted. */
export function headOf(format: Format, columns: readonly Column[], mark: boolean): string {
	if (format === 'jsonl') return '';
	return `${mark ? BYTE_ORDER_MARK : ''}${columns.map(([name]) => name).join(',')}\r\n`;
}

/**
 * Rows as lines: CSV (RFC 4180; an empty cell is no value, and a list is joined by "; ") or JSON Lines, one object each
 * with its keys in the columns' order. Only JSON Lines give every text back exactly: in CSV a text that would start a
 * formula has an apostrophe in front.
 */
export function linesOf(format: Format, columns: readonly Column[], rows: readonly Row[]): string {
	let text = '';
	if (format === 'jsonl') {
		for (const row of rows) {
			const ordered = columns.map(([name]) => [name, row[name] ?? null]);
			text += `${JSON.stringify(Object.fromEntries(ordered))}\n`;
		}
		return text;
	}
	for (const row of rows) {
		let line = '';
		for (const [name, kind] of columns) line += `,${cellOf(kind, row[name])}`;
		text += `${line.slice(1)}\r\n`;
	}
	return text;
}
