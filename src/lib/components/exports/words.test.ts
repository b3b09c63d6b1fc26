import { expect, it } from 'vitest';
import { EXPORT_NAMES } from '#lib/domain/exports/columns.ts';
import { problemText, WHAT } from './words.ts';

it('everything that can be taken out has words of its own', () => {
	expect(new Set(EXPORT_NAMES.map((what) => WHAT[what]())).size).toBe(EXPORT_NAMES.length);
});

it('every problem says something else, and an unknown one something too', () => {
	const known = ['contest', 'period', 'busy', 'result', 'other'].map(problemText);
	expect(new Set(known).size).toBe(5);
	expect(problemText('nonsense')).toBe(problemText('other'));
});
