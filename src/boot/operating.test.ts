import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ENV } from '#lib/server/env.ts';

const docs = readFileSync('docs/operating.md', 'utf8');

test.each(Object.entries(ENV))(
	'docs/operating.md says what %s does, as env.ts does',
	(name, schema) => {
		expect(docs).toMatch(new RegExp(`^\\| \`${name}\` +\\| `, 'm'));
		expect(docs).toContain(schema.description);
	},
);

test('docs/operating.md lists no variable that is not read', () => {
	const listed = [...docs.matchAll(/^\| `([A-Z_]+)` +\|/gm)].map(([, name]) => name);
	expect(listed).toEqual(Object.keys(ENV));
});
