import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..', '..');
const WORDS = join('src', 'lib', 'paraglide');
/** What `npm start` needs before there is a build. */
const SOURCES = ['package.json', 'package-lock.json', '.config', 'drizzle', 'src'];

/** What a clone has: nothing that a build or `npm run generate` has made. */
let clone: string;

beforeAll(async () => {
	// Packages are linked, so the stamp in them must be right: else the installer would put them in anew, through the link.
	await run(process.execPath, ['src/boot/install.js'], { cwd: ROOT });
	clone = mkdtempSync(join(tmpdir(), 'laurel-clone-'));
	for (const name of SOURCES)
		cpSync(join(ROOT, name), join(clone, name), {
			recursive: true,
			filter: (source) => source !== join(ROOT, WORDS),
		});
	symlinkSync(join(ROOT, 'node_modules'), join(clone, 'node_modules'));
});

afterAll(() => rmSync(clone, { recursive: true, force: true }));

/** Node as `npm start` calls it, in the clone, with the modules that run while the first build is made. */
const imports = (...modules: string[]) =>
	run(
		process.execPath,
		['--input-type=module', '-e', modules.map((name) => `await import('./${name}');`).join('')],
		{ cwd: clone },
	);

describe('a clone in which nothing was built yet', () => {
	test('cannot speak, until what npm start runs first has compiled the words', async () => {
		expect(existsSync(join(clone, WORDS))).toBe(false);
		await expect(imports('src/lib/server/demo/company.ts')).rejects.toThrow('paraglide');
		await run(process.execPath, ['src/boot/install.js'], { cwd: clone });
		expect(existsSync(join(clone, WORDS, 'messages.js'))).toBe(true);
	});

	test('fills its demo company and opens its portal by modules that ask for no build', async () => {
		await run(process.execPath, ['src/boot/install.js'], { cwd: clone });
		const modules = ['src/lib/server/demo/company.ts', 'src/boot/open.ts', 'src/boot/build.ts'];
		await expect(imports(...modules)).resolves.toMatchObject({ stderr: '' });
	});
});
