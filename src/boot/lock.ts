import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDataFolder } from '#lib/server/data-folder.ts';
import { BootFailure } from './failure.ts';

/**
 * Takes the data directory for this process: two portals must not share one embedded Postgres and one spool.
 * Gives a function that lets it go. Throws BootFailure when it cannot be made or another start holds it; one left by a crash is taken over.
 */
export function takeLock(dataDir: string, port: number): () => void {
	try {
		makeDataFolder(dataDir);
	} catch (error) {
		throw new BootFailure((error as Error).message);
	}
	const file = join(dataDir, 'laurel.pid');
	for (let attempt = 0; attempt < 2; attempt++) {
		try {
			writeFileSync(file, `${process.pid}\n${port}\n`, { flag: 'wx' });
			return () => rmSync(file, { force: true });
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
		const [pid, port_] = readFileSync(file, 'utf8').split('\n');
		if (isStart(Number(pid))) {
			throw new BootFailure(
				`Laurel is already running here (process ${pid}), on http://localhost:${port_}. ` +
					'Stop it first, or give this one its own LAUREL_DATA, PORT and LAUREL_PG_PORT.',
			);
		}
		rmSync(file, { force: true });
	}
	throw new BootFailure(`Another start was quicker. Is Laurel running already? See ${file}.`);
}

/** Whether the process lives and, where the system tells, is one of ours: process ids are used again. */
function isStart(pid: number): boolean {
	if (!pid || pid === process.pid) return false;
	try {
		process.kill(pid, 0);
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('src/boot/');
	} catch {
		return true;
	}
}
