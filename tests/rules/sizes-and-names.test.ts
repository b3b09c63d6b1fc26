import { expect, test } from 'vitest';
import { filesIn, textOf } from './sources.ts';

const ours = filesIn('{src,tests,drizzle}/**/*.{ts,js,svelte,css}', '*.{ts,js}', '.config/*');
const linesOf = (path: string) => textOf(path).replace(/\n$/, '').split('\n').length;

/** Words that say nothing about what is inside. */
const EMPTY_NAMES = /(^|[/.-])(utils?|helpers?|commons?|services?|managers?|misc|stuff)([/.-]|$)/i;

test('no file has more than 300 lines', () => {
	const long = ours
		.map((path) => [path, linesOf(path)] as const)
		.filter(([, lines]) => lines > 300);
	expect(long).toEqual([]);
});

test('no component has more than 150 lines', () => {
	const long = ours
		.filter((path) => path.endsWith('.svelte'))
		.map((path) => [path, linesOf(path)] as const)
		.filter(([, lines]) => lines > 150);
	expect(long).toEqual([]);
});

test('no file or folder is called utils, helpers, common, service or manager', () => {
	expect(ours.filter((path) => EMPTY_NAMES.test(path))).toEqual([]);
});
