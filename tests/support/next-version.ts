import {
	cpSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export type NextVersion = {
	/** For `startServer`'s `home`. */
	home: string;
	/** The name of the paired screens' script in the present version, and in this one. */
	script: { before: string; after: string };
	remove(): void;
};

/**
 * A copy of the built portal that is another version of it, as the next deploy is: it says so, and the script of paired
 * screens has another name; the old one is gone from it. In a folder of its own until `remove`.
 */
export function nextVersion(): NextVersion {
	const home = mkdtempSync(join(tmpdir(), 'laurel-next-'));
	cpSync('build', join(home, 'build'), {
		recursive: true,
		filter: (path) => !path.endsWith('.map'),
	});
	for (const shared of ['node_modules', 'drizzle'])
		symlinkSync(resolve(shared), join(home, shared));
	const client = join(home, 'build/client/_app');
	const { version } = JSON.parse(readFileSync(join(client, 'version.json'), 'utf8')) as {
		version: string;
	};
	const before = /show-[\w-]+\.js/.exec(readFileSync(join(client, 'show.js'), 'utf8'))![0];
	const after = 'show-of-the-next.js';
	for (const file of readdirSync(join(home, 'build'), { recursive: true, withFileTypes: true })) {
		if (!file.isFile() || !/\.js(on)?$/.test(file.name)) continue;
		const path = join(file.parentPath, file.name);
		const text = readFileSync(path, 'utf8');
		const next = text.replaceAll(version, `${version}-next`).replaceAll(before, after);
		if (next === text) continue;
		writeFileSync(path, next);
		for (const packed of ['.br', '.gz']) rmSync(path + packed, { force: true });
	}
	const pages = join(client, 'immutable/pages');
	for (const packed of ['', '.br', '.gz'])
		renameSync(join(pages, before + packed), join(pages, after + packed));
	return {
		home,
		script: { before, after },
		remove: () => rmSync(home, { recursive: true, force: true }),
	};
}
