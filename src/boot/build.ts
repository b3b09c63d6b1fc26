import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { BootFailure } from './failure.ts';

const STAMP = join('build', '.laurel-built');
const SOURCES = ['src', 'static'];
const FILES = ['package-lock.json', 'package.json', 'svelte.config.js', 'vite.config.ts'];
/** What the build does not contain, or makes itself: paraglide and inlang write beside their settings. */
const LEFT_OUT = ['src/cli/', 'src/server/', 'src/lib/paraglide/', 'src/i18n/project.inlang/'];
const TAKEN_ALL_THE_SAME = 'src/i18n/project.inlang/settings.json';

function sourceHash(): string {
	const paths = SOURCES.flatMap((folder) =>
		existsSync(folder)
			? readdirSync(folder, { recursive: true, withFileTypes: true })
					.filter((entry) => entry.isFile())
					.map((entry) => join(entry.parentPath, entry.name).split(sep).join('/'))
			: [],
	).filter(
		(path) => !path.endsWith('.test.ts') && !LEFT_OUT.some((folder) => path.startsWith(folder)),
	);
	const hash = createHash('sha256');
	for (const path of [...paths, ...FILES, TAKEN_ALL_THE_SAME].sort()) {
		hash.update(`${path}\0`).update(createHash('sha256').update(readFileSync(path)).digest());
	}
	return hash.digest('hex');
}

/** The sources' hash when build/ was not made from them; null when it is fresh. */
export function staleBuild(): string | null {
	const hash = sourceHash();
	const fresh =
		existsSync(STAMP) && existsSync('build/handler.js') && readFileSync(STAMP, 'utf8') === hash;
	return fresh ? null : hash;
}

/** Builds the portal into build/ and stamps it with `hash`. Throws BootFailure with what Vite said. */
export async function build(hash: string): Promise<void> {
	let said = '';
	const child = spawn(process.execPath, ['node_modules/vite/bin/vite.js', 'build'], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
	});
	child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
	const code = await new Promise<number | null>((done, failed) => {
		child.once('error', failed);
		child.once('exit', done);
	});
	if (code !== 0) {
		const plain = stripVTControlCharacters(said).trim();
		throw new BootFailure(`The portal could not be built:\n${plain.slice(-4000)}`);
	}
	writeFileSync(STAMP, hash);
}
