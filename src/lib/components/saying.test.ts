import { expect, test } from 'vitest';
import { saying } from './saying.ts';

const TABLE = { saved: () => 'It is saved.' };

test('a word of the table is said', () => {
	expect(saying(TABLE, 'saved')).toBe('It is saved.');
});

test.each([null, undefined, '', 'lost', 'constructor', 'toString', '__proto__', 'hasOwnProperty'])(
	'%j says nothing',
	(word) => {
		expect(saying(TABLE, word)).toBeNull();
	},
);
