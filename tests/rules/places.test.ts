import { expect, test } from 'vitest';
import { filesIn, textOf } from './sources.ts';

const TEXT = '{ts,js,svelte,css,html,json,md,sql,svg,yml,yaml,txt}';
const files = filesIn(
	`{src,tests,drizzle,docs,static}/**/*.${TEXT}`,
	`*.${TEXT}`,
	'.config/*',
	'.ci/*',
	'.npmrc',
	'.gitignore',
	'LICENSE',
).filter((path) => path !== 'tests/rules/places.test.ts');

const lines = (wrong: RegExp) =>
	files.flatMap((path) =>
		textOf(path)
			.split('\n')
			.flatMap((line, index) =>
				wrong.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 160)}`] : [],
			),
	);

test('nothing names a place on somebody’s machine', () => {
	expect(lines(/(^|[\s'"`(=])(\/work\/|\/root\/|\/home\/\w|\/Users\/\w)|\.\.\/shared\b/)).toEqual(
		[],
	);
});

test('nothing names a package registry: installing asks whichever one is configured', () => {
	expect(
		lines(
			/registry\.(npmjs|yarnpkg|npmmirror)|"resolved":\s*"https?:|artifactory|verdaccio|nexus\//i,
		),
	).toEqual([]);
	expect(textOf('.npmrc')).not.toMatch(/registry\s*=|_authToken/);
});
