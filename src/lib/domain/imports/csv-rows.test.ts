import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvRows, MAX_CELLS, MAX_RECORD, type CsvRow } from './csv-rows.ts';

function rowsOf(text: string, size = text.length || 1, delimiter = ','): CsvRow[] {
	const reader = new CsvRows(delimiter);
	const rows: CsvRow[] = [];
	for (let at = 0; at < text.length; at += size)
		rows.push(...reader.push(text.slice(at, at + size)));
	return [...rows, ...reader.end()];
}
const cellsOf = (text: string) => rowsOf(text).map(({ cells }) => cells);

describe('reading CSV', () => {
	it('takes quoted cells with delimiters, doubled quotes and line ends, and knows on which line a row begins', () => {
		expect(rowsOf('a,b\r\n"x,1","he said ""no""\nand left"\r\nlast,')).toEqual([
			{ line: 1, cells: ['a', 'b'] },
			{ line: 2, cells: ['x,1', 'he said "no"\nand left'] },
			{ line: 4, cells: ['last', ''] },
		]);
	});

	it('takes LF, CR LF and CR, and passes by empty lines', () => {
		expect(cellsOf('a,b\rc,d\n\n\r\ne,f')).toEqual([
			['a', 'b'],
			['c', 'd'],
			['e', 'f'],
		]);
		expect(rowsOf('a\n\nb').map(({ line }) => line)).toEqual([1, 3]);
	});

	it('reads any table as csv-parse does, whatever pieces it comes in', () => {
		const cell = fc.string({
			unit: fc.constantFrom('a', 'ö', '"', ',', ';', '\n', '\r\n', ' ', '👍'),
		});
		const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), {
			minLength: 1,
			maxLength: 6,
		});
		fc.assert(
			fc.property(table, fc.integer({ min: 1, max: 9 }), (rows, size) => {
				const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
				const text = rows.map((row) => row.map(quoted).join(',')).join('\n');
				const read = rowsOf(text, size).map(({ cells }) => cells);
				expect(read).toEqual(rows);
				expect(read).toEqual(parse(text, { relax_column_count: true }));
			}),
		);
	});

	it('gives any text the same rows in any pieces', () => {
		const text = fc.string({
			unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' '),
			maxLength: 40,
		});
		fc.assert(
			fc.property(text, fc.integer({ min: 1, max: 5 }), (all, size) => {
				expect(rowsOf(all, size)).toEqual(rowsOf(all));
			}),
		);
	});

	it('gives up only the line of a quote that is never closed', () => {
		const rest = Array.from({ length: 9000 }, (_, i) => `row,${i}`).join('\n');
		const rows = rowsOf(`a,b\nx,"open\n${rest}`, 1000);
		expect(rows[1]).toMatchObject({ line: 2, problem: 'quote_open' });
		expect(rows[2]).toEqual({ line: 3, cells: ['row', '0'] });
		expect(rows).toHaveLength(9002);
	});

	it('refuses what stands behind a closing quote', () => {
		expect(rowsOf('a,b\n"x"y,z\nc,d')).toMatchObject([
			{},
			{ line: 2, problem: 'quote_stray' },
			{ line: 3, cells: ['c', 'd'] },
		]);
	});

	it('passes by a row that is too large, in flat memory, and reads the next', () => {
		const reader = new CsvRows(',');
		const rows = reader.push('a,b\n');
		for (let i = 0; i < 200; i++) rows.push(...reader.push('x'.repeat(10_000)));
		rows.push(...reader.push('\nc,d\n'), ...reader.end());
		expect(rows).toMatchObject([
			{ line: 1 },
			{ line: 2, problem: 'row_too_large' },
			{ line: 3, cells: ['c', 'd'] },
		]);
		expect(rows[1]!.cells[0]!.length).toBeLessThan(MAX_RECORD);
	});

	it('keeps no more cells of a row than a table can have', () => {
		const [row] = rowsOf(','.repeat(30_000));
		expect(row!.cells).toHaveLength(MAX_CELLS + 1);
	});
});

describe('rows that cannot be read', () => {
	const rows = (pieces: string[]) => {
		const reader = new CsvRows(',');
		return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
	};

	it('end with the file, whole or not', () => {
		expect(rows(['a\n"open'])).toMatchObject([{ line: 1 }, { line: 2, problem: 'quote_open' }]);
		expect(rows(['a\n"x"y'])).toMatchObject([{ line: 1 }, { line: 2, problem: 'quote_stray' }]);
		expect(rows([`a\n${'x'.repeat(MAX_RECORD + 1)}`])).toMatchObject([
			{ line: 1 },
			{ line: 2, problem: 'row_too_large' },
		]);
	});

	it('wait for their end when that is in the next piece', () => {
		expect(rows(['"x"y,', 'z\nb\n'])).toMatchObject([
			{ line: 1, problem: 'quote_stray' },
			{ line: 2, cells: ['b'] },
		]);
	});

	it('end with a CR, also one whose LF comes in the next piece', () => {
		const long = `"${'x'.repeat(MAX_RECORD + 1)}`;
		for (const pieces of [
			[long, '\r', '\nb\n'],
			[long, '\rb\r'],
			[`${long}\r\nb\r\n`, ''],
			[`${long}\r`],
		]) {
			const [spoilt, ...rest] = rows(pieces);
			expect(spoilt).toMatchObject({ line: 1, problem: 'quote_open' });
			expect(rest).toEqual(pieces.length === 1 ? [] : [{ line: 2, cells: ['b'] }]);
		}
	});
});
