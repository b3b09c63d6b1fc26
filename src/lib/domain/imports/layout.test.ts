import { describe, expect, it } from 'vitest';
import { MAX_CELLS, MAX_RECORD } from './csv-rows.ts';
import { layoutOf } from './layout.ts';

describe('the layout of a file', () => {
	it('has headings by name: an empty one by its number, a second of a name counted', () => {
		expect(layoutOf(' a \t\ta\n1\t2\t3\n', true)).toEqual({
			...{ delimiter: '\t', headers: ['a', '(2)', 'a (2)'] },
		});
		expect(layoutOf('a|b', true)).toEqual({ delimiter: '|', headers: ['a', 'b'] });
	});

	it('is told by a first line sep=', () => {
		expect(layoutOf('sep=;\r\na,b;c\n', true)).toEqual({ delimiter: ';', headers: ['a,b', 'c'] });
	});

	it.each([
		[' \n ', 'empty'],
		['a\0b', 'not_text'],
		[`"${'x'.repeat(MAX_RECORD + 10)}`, 'heading_unreadable'],
		[Array.from({ length: MAX_CELLS + 1 }, (_, i) => i).join(';'), 'too_many_columns'],
		[Array.from({ length: 40_000 }, (_, i) => `c${i}`).join(';'), 'too_many_columns'],
	])('is none when the file is no table: %#', (head, problem) => {
		expect(layoutOf(head, true)).toBe(problem);
	});

	it('is not known before the heading line is whole', () => {
		expect(layoutOf('a,b', false)).toBe('heading_unreadable');
	});
});
