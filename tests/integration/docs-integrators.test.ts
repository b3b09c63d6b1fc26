import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { createToken } from '#lib/server/api/create-token.ts';
import { createHookSource } from '#lib/server/hooks/create-source.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { aProgram } from '#tests/support/people.ts';
import { scored } from '#tests/support/scored.ts';
import { startServer } from '#tests/support/server.ts';

/** Each `sh` block of the page with the `json` block that follows it. */
function examples(): { script: string; answer: unknown }[] {
	const page = readFileSync('docs/integrators.md', 'utf8');
	return [...page.matchAll(/```sh\n([\s\S]*?)```\s*```json\n([\s\S]*?)```/g)].map(
		([, script = '', answer = '']) => ({ script, answer: JSON.parse(answer) as unknown }),
	);
}

const SHELL =
	spawnSync('sh', ['-c', 'command -v openssl && command -v base64 && command -v od']).status === 0;
const CURL = spawnSync('sh', ['-c', 'command -v curl']).status === 0;

/** A folder whose `curl` is ours. */
function ownCurl(): string {
	const folder = mkdtempSync(join(tmpdir(), 'laurel-curl-'));
	const file = join(folder, 'curl');
	const program = resolve('tests/support/curl.ts');
	writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
	chmodSync(file, 0o755);
	return folder;
}

/** What differs from call to call and is checked by its kind only. */
const VARIES = new Set([
	...['id', 'slug', 'url', 'version', 'reachedAt', 'updatedAt', 'at', 'recordedAt', 'post'],
]);
const shape = (value: unknown, key = ''): unknown => {
	if (VARIES.has(key) && !String(value).startsWith('crm-')) return `a ${typeof value}`;
	if (Array.isArray(value)) return value.map((one) => shape(one));
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shape(one, name)]));
};

it.runIf(SHELL)('the integrators’ examples answer as the page says', async () => {
	const database = await createTestDatabase();
	const folder = CURL ? null : ownCurl();
	const server = await startServer({ databaseUrl: database.url });
	try {
		await aProgram(database);
		const ctx = database.ctx();
		const { token } = await createToken({ ctx, input: { name: 'docs', scopes: ['admin'] } });
		const { secret } = await createHookSource({ ctx, input: { name: 'crm' } });
		const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
		const env: Record<string, string> = {
			PATH: `${folder ? `${folder}:` : ''}${process.env.PATH}`,
			...{ LAUREL: server.url, TOKEN: token, SECRET: secret },
			...{ AT: at(-1), START: at(-48), END: at(48) },
		};
		const all = examples();
		expect(all.length).toBeGreaterThan(6);
		for (const { script, answer } of all) {
			if (script.includes('/standings')) await scored(database.connections.sql);
			const out = execFileSync('sh', ['-euc', script], { env, encoding: 'utf8' });
			const seen = JSON.parse(out) as { id?: string; slug?: string };
			expect(shape(seen), script).toEqual(shape(answer));
			if (script.includes('/posts')) env.POST = seen.id ?? '';
			if (script.includes('/links') && seen.slug) env.SLUG = seen.slug;
		}
	} finally {
		await server.stop();
		await database.close();
		if (folder) rmSync(folder, { recursive: true });
	}
});
