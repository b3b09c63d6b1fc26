import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { EXPORT_NAMES, EXPORTS, type Column } from './columns.ts';
import { headOf, linesOf } from './lines.ts';

const COLUMNS: readonly Column[] = [
	['name', 'text'],
	['points', 'number'],
	['at', 'plain'],
	['active', 'boolean'],
	['groups', 'list'],
	['copy', 'json'],
];
const row = {
	...{ name: 'Åsa "A" Ek', points: -10, at: '2026-11-23T10:00:00.000Z', active: true },
	...{ groups: ['a', 'b'], copy: [{ network: 'x' }], secret: 'not a column' },
};

describe('an export’s lines', () => {
	it('are CSV with a line of names, numbers as numbers and an empty cell for no value', () => {
		expect(headOf('csv', COLUMNS, false)).toBe('name,points,at,active,groups,copy\r\n');
		expect(headOf('csv', COLUMNS, true)).toBe('\uFEFFname,points,at,active,groups,copy\r\n');
		expect(linesOf('csv', COLUMNS, [row, { name: null }])).toBe(
			'"Åsa ""A"" Ek",-10,2026-11-23T10:00:00.000Z,true,"a; b","[{""network"":""x""}]"\r\n,,,,,\r\n',
		);
	});

	it('are JSON Lines with the columns in order and null for no value', () => {
		expect(headOf('jsonl', COLUMNS, true)).toBe('');
		const { secret: _, ...shown } = row;
		expect(linesOf('jsonl', COLUMNS, [row, {}])).toBe(
			`${JSON.stringify(shown)}\n{"name":null,"points":null,"at":null,"active":null,"groups":null,"copy":null}\n`,
		);
	});

	const odd = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.constantFrom('=1+1', '+1', '-1', '@x', '\t=1', '\r', '"', ',', '\n', "'", '\uFF1D1', '; '),
	);
	it('never start a formula, and come back from a reader of CSV as what they were', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(odd, fc.integer(), odd), { minLength: 1 }), (rows) => {
				const sent = rows.map(([name, points, group]) => ({ name, points, groups: [group] }));
				const columns = COLUMNS.filter(([name]) => ['name', 'points', 'groups'].includes(name));
				const read = parse(linesOf('csv', columns, sent), {
					record_delimiter: '\r\n',
				}) as string[][];
				expect(read).toHaveLength(rows.length);
				for (const [i, [name = '', points = '', group = '']] of read.entries()) {
					for (const text of [name, group]) expect(text).not.toMatch(/^[=+\-@\t\r]/);
					const [was, number, label] = rows[i]!;
					expect(points).toBe(String(number));
					expect([was, `'${was}`]).toContain(name);
					expect([label, `'${label}`]).toContain(group);
				}
			}),
		);
	});

	it('of JSON come back exactly', () => {
		fc.assert(
			fc.property(fc.array(odd), (names) => {
				const lines = linesOf(
					'jsonl',
					COLUMNS,
					names.map((name) => ({ name })),
				).split('\n');
				expect(lines.slice(0, -1).map((line) => (JSON.parse(line) as typeof row).name)).toEqual(
					names,
				);
			}),
		);
	});

	it.each(EXPORT_NAMES)(
		'of %s have columns of different names, and none for who clicked',
		(what) => {
			const names = EXPORTS[what].map(([name]) => name as string);
			expect(new Set(names).size).toBe(names.length);
			expect(names).not.toContain('visitor');
		},
	);
});
