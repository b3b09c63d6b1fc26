import { expect, test } from 'vitest';
import { exportsOf } from './exported.ts';
import { sources } from './sources.ts';

/** Names that SvelteKit gives a meaning; what the file is for says what they do. */
const FRAMEWORK =
	/^(load|actions|GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|fallback|entries|prerender|csr|ssr|handle|init)$/;

test('every exported function and class says what it gives', () => {
	const silent = sources()
		.filter(({ path }) => path.endsWith('.ts'))
		.flatMap((source) =>
			exportsOf(source)
				.filter(({ kind, documented }) => kind !== 'value' && !documented)
				.filter(({ name }) => !(source.path.startsWith('src/routes/') && FRAMEWORK.test(name)))
				.map(({ name, line }) => `${source.path}:${line} ${name}`),
		);
	expect(silent).toEqual([]);
});
