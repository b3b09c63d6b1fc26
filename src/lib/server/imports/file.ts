import { and, asc, eq } from 'drizzle-orm';
import { CsvRows, type CsvRow } from '#lib/domain/imports/csv-rows.ts';
import { encodingOf } from '#lib/domain/imports/encoding.ts';
import { layoutOf, type FileProblem, type Layout } from '#lib/domain/imports/layout.ts';
import type { Ctx } from '../context.ts';
import { importPieces } from '../db/schema/imports.ts';

/** A file comes in pieces of at most this many bytes. */
export const MAX_PIECE = 1_048_576;
/** A file has at most this many bytes: two million lines, commonly. */
export const MAX_FILE = 200 * 1_048_576;
/** The beginning that tells how a file is read. */
const HEAD_BYTES = 262_144;
/** So much at a time, some 400 lines, holds the event loop for 5 ms. */
const SLICE_BYTES = 16_384;

/** An import's file, piece by piece, from the database. */
export async function* piecesOf(ctx: Pick<Ctx, 'db'>, importId: string): AsyncGenerator<Buffer> {
	for (let number = 0; ; number++) {
		const [piece] = await ctx.db
			.select({ bytes: importPieces.bytes })
			.from(importPieces)
			.where(and(eq(importPieces.importId, importId), eq(importPieces.number, number)))
			.orderBy(asc(importPieces.number));
		if (!piece) return;
		yield piece.bytes;
	}
}

/** How a file is read, by its first bytes; or why it is not. */
export function layoutOfHead(head: Buffer, whole: boolean): Layout | FileProblem {
	const beginning = head.subarray(0, HEAD_BYTES);
	const all = whole && head.length <= HEAD_BYTES;
	const encoding = encodingOf(beginning, all);
	const text = new TextDecoder(encoding).decode(beginning, { stream: !all });
	const found = layoutOf(text, all);
	return typeof found === 'string' ? found : { encoding, ...found };
}

/** Rows as they come, with how many bytes of the file have been read by then. */
export type Rows = { rows: CsvRow[]; bytes: number };

/** The rows of a file behind its headings, from its pieces. Memory stays at one piece, whatever the file is. */
export async function* rowsOf(
	pieces: AsyncIterable<Buffer>,
	{ encoding, delimiter }: Layout,
): AsyncGenerator<Rows> {
	const decoder = new TextDecoder(encoding);
	const reader = new CsvRows(delimiter);
	let bytes = 0;
	let headed = false;
	const behindHeadings = (rows: CsvRow[]): CsvRow[] => {
		if (headed || rows.length === 0) return rows;
		// Excel's `sep=;` has only that in its line.
		const told = /^sep=.?$/i.test(rows[0]!.cells[0] ?? '') && rows[0]!.line === 1;
		const rest = told ? rows.slice(1) : rows;
		if (rest.length === 0) return [];
		headed = true;
		return rest.slice(1);
	};
	for await (const piece of pieces) {
		for (let from = 0; from < piece.length; from += SLICE_BYTES) {
			const slice = piece.subarray(from, from + SLICE_BYTES);
			bytes += slice.length;
			const rows = behindHeadings(reader.push(decoder.decode(slice, { stream: true })));
			if (rows.length > 0) yield { rows, bytes };
		}
	}
	const rest = [...reader.push(decoder.decode()), ...reader.end()];
	const rows = behindHeadings(rest);
	if (rows.length > 0) yield { rows, bytes };
}
