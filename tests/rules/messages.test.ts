import { expect, test } from 'vitest';
import { filesIn, textOf } from './sources.ts';

const FOLDER = 'src/i18n/messages/en';
const AREAS = filesIn(`${FOLDER}/*.json`).map((path) => ({
	path,
	area: path.slice(FOLDER.length + 1, -'.json'.length),
	keys: Object.keys(JSON.parse(textOf(path)) as object).filter((key) => key !== '$schema'),
}));
const defined = new Set(AREAS.flatMap(({ keys }) => keys));

const files = filesIn('src/**/*.{ts,svelte}').filter((path) =>
	/paraglide\/messages/.test(textOf(path)),
);
const uses = files.flatMap((path) =>
	[...textOf(path).matchAll(/\bm\s*\??\.\s*([A-Za-z_]\w*)|\bm\[\s*['"]([^'"]+)['"]\s*\]/g)].map(
		(found) => ({ path, key: found[1] ?? found[2] ?? '' }),
	),
);

test('every message that is used exists', () => {
	const missing = uses.filter(({ key }) => !defined.has(key));
	expect([...new Set(missing.map(({ path, key }) => `${path}: m.${key}`))]).toEqual([]);
});

test('every message that exists is used', () => {
	const used = new Set(uses.map(({ key }) => key));
	const idle = AREAS.flatMap(({ path, keys }) =>
		keys.filter((key) => !used.has(key)).map((key) => `${path}: ${key}`),
	);
	expect(idle).toEqual([]);
});

test('a key begins with its area', () => {
	const strays = AREAS.flatMap(({ path, area, keys }) =>
		keys.filter((key) => !key.startsWith(`${area}_`)).map((key) => `${path}: ${key}`),
	);
	expect(strays).toEqual([]);
});

test('a message is named where it is used, never put together from parts', () => {
	const built = files.filter((path) => /\bm\[(?!\s*['"])/.test(textOf(path)));
	expect(built).toEqual([]);
});

test('an apostrophe is a typographic one', () => {
	const straight = AREAS.flatMap(({ path }) =>
		textOf(path)
			.split('\n')
			.filter((line) => line.includes("'"))
			.map((line) => `${path}: ${line.trim()}`),
	);
	expect(straight).toEqual([]);
});
