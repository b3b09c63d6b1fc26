import { Readable } from 'node:stream';
import { BYTE_ORDER_MARK, csvText } from '#lib/domain/csv.ts';

/** A line of CSV (RFC 4180) of which no cell starts a formula. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvText).join(',')}\r\n`;

/** A CSV file for the disk, sent as it is made; its name is quoted safely. */
export function csvFile(lines: AsyncIterable<string> | Iterable<string>, name: string): Response {
	const encoder = new TextEncoder();
	async function* bytes() {
		yield encoder.encode(BYTE_ORDER_MARK);
		for await (const text of lines) yield encoder.encode(text);
	}
	const stream = Readable.toWeb(Readable.from(bytes(), { objectMode: false }));
	return new Response(stream as unknown as ReadableStream<Uint8Array<ArrayBuffer>>, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${name.replace(/[^\w.-]+/g, '-')}"`,
			'cache-control': 'private, no-store',
		},
	});
}
