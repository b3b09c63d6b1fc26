import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CsvRows, type CsvRow } from './csv-rows.ts';
import { instantIn } from './cells.ts';
import { layoutOf } from './layout.ts';
import { guessMapping, lacking, rowReader, type Mapping } from './mapping.ts';
import { exampleFile, IMPORT_KINDS, KINDS, type ImportKindKey } from './registry.ts';

const ZONE = 'Europe/Stockholm';

function read(kind: ImportKindKey, file: string, over: Partial<Mapping> = {}) {
	const layout = layoutOf(file, true);
	if (typeof layout === 'string') throw new Error(layout);
	const mapping = { ...guessMapping(kind, layout.headers, ZONE), ...over };
	const reader = new CsvRows(layout.delimiter);
	const rows: CsvRow[] = [...reader.push(file), ...reader.end()].slice(1);
	const readRow = rowReader(kind, layout.headers, mapping, new Date('2026-12-01T00:00:00Z'));
	return { lacking: lacking(kind, mapping), read: rows.map(readRow) };
}

describe('every kind of file', () => {
	it.each(IMPORT_KINDS)('reads its own example, which the guide shows: %s', (kind) => {
		const guide = readFileSync('docs/imports.md', 'utf8');
		expect(guide).toContain(exampleFile(kind).replaceAll('\r\n', '\n'));
		const [row] = read(kind, exampleFile(kind)).read;
		expect(row!.problems).toEqual([]);
		expect(row!.items.length).toBeGreaterThan(0);
		expect(read(kind, exampleFile(kind)).lacking).toEqual([]);
		for (const { key } of KINDS[kind].columns)
			expect(guide.slice(guide.indexOf(`### ${kind}`))).toMatch(new RegExp(`\\b${key}\\b`));
	});

	it.each(IMPORT_KINDS)('says of an empty line’s cells what is missing: %s', (kind) => {
		const empty = `${exampleFile(kind).split('\r\n')[0]}\r\n${','.repeat(exampleFile(kind).split('\r\n')[0]!.split(',').length - 1)}\r\n`;
		const [row] = read(kind, empty).read;
		expect(row!.problems.length).toBeGreaterThan(0);
		expect(row!.items).toEqual([]);
	});

	it.each(IMPORT_KINDS)('no synonym stands for two columns by itself: %s', (kind) => {
		const all = KINDS[kind].columns.flatMap(({ synonyms }) => synonyms);
		expect(new Set(all).size).toBe(all.length);
	});
});

describe('dates in cells', () => {
	const at = (cell: string, dates: Mapping['dates']) =>
		instantIn(cell, { dates, decimals: 'point', timeZone: ZONE })?.toISOString() ?? null;
	it.each([
		['2026-10-05', 'excel', '2026-10-05T10:00:00.000Z'],
		['2026-10-05T14:30:15.250+0200', 'iso', '2026-10-05T12:30:15.250Z'],
		['5.10.2026 14:30', 'day-first', '2026-10-05T12:30:00.000Z'],
		['05/10/2026', 'day-first', '2026-10-05T10:00:00.000Z'],
		['10/5/2026 2:30 PM', 'month-first', '2026-10-05T12:30:00.000Z'],
		['10/5/2026 12:30 am', 'month-first', '2026-10-04T22:30:00.000Z'],
		['46300.5', 'excel', '2026-10-05T10:00:00.000Z'],
		['46300', 'excel', '2026-10-05T10:00:00.000Z'],
		['10/5/2026', 'iso', null],
		['46300', 'iso', null],
		['31.2.2026', 'day-first', null],
		['5.10.26', 'day-first', null],
		['10/5/2026 13:30 PM', 'month-first', null],
		['yesterday', 'excel', null],
	] as const)('%s, %s', (cell, dates, expected) => expect(at(cell, dates)).toBe(expected));
});

describe('lines', () => {
	it('of the same link and day, wide or long, mean the same', () => {
		const wide = read('readings', 'slug,date,shares\nabc,2026-10-05,7\n').read[0]!.items;
		const long = read('readings', 'slug,date,metric,total\nabc,2026-10-05,Reposts,7\n').read[0]!
			.items;
		expect(wide).toEqual(long);
	});

	it('take what is said once for the file, unless they say otherwise', () => {
		const file = 'slug,date,metric,total\nabc,2026-10-05,,7\nabc,2026-10-05,comment,7\n';
		const { read: rows } = read('readings', file, { fixed: { metric: 'like' } });
		expect(rows.map(({ items }) => items[0])).toMatchObject([
			{ metric: 'like' },
			{ metric: 'comment' },
		]);
	});

	it('with money say what is wrong with it', () => {
		const file = [
			'slug,date,kind,value,currency',
			'abc,2026-10-05,sale,"1,249.90",EUR',
			'abc,2026-10-05,sale,-1,EUR',
			'abc,2026-10-05,sale,1.23456,EUR',
			'abc,2026-10-05,sale,1,XXZ',
			'abc,2026-10-05,sale,1,',
			'abc,2026-10-05,lead,,EUR',
		].join('\n');
		const { read: rows } = read('conversions', file);
		expect(rows.map(({ items, problems }) => problems[0]?.reason ?? items[0])).toMatchObject([
			{ value: '1249.9', currency: 'EUR' },
			'negative',
			'not_money',
			'unknown_currency',
			'currency_missing',
			{ value: null, currency: null },
		]);
	});

	it('hold ids of 10 kB, broken and odd Unicode: refused by name, or kept as they are', () => {
		const id = (text: string) => `id,slug,date,likes\n${text},abc,2026-10-05,7\n`;
		const one = (text: string) => read('readings', id(text)).read[0]!;
		expect(one('x'.repeat(10_000)).problems).toEqual([{ column: 'id', reason: 'too_long' }]);
		expect(one('a\uFFFDb').problems).toEqual([{ column: 'id', reason: 'undecodable' }]);
		expect(one('a\uD800b').problems).toEqual([{ column: 'id', reason: 'bad_text' }]);
		expect(one('👩‍👩‍👧‍👦 ‮ñ').items).toMatchObject([{ id: '👩‍👩‍👧‍👦 ‮ñ:like' }]);
	});
});
