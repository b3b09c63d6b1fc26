import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeLock } from './lock.ts';

let dir: string;
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'laurel-lock-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

test('a second start in the same data directory is told about the first', async () => {
	// Any process whose command line names src/boot/ is one of ours.
	const script = "console.log('up'); process.stdin.resume()";
	const first = spawn(process.execPath, ['-e', script, 'src/boot/start.ts']);
	// It has spawned a moment before the system tells its command line.
	await once(first.stdout, 'data');
	writeFileSync(join(dir, 'laurel.pid'), `${first.pid}\n3000\n`);
	expect(() => takeLock(dir, 3001)).toThrow(
		`already running here (process ${first.pid}), on http://localhost:3000`,
	);
	first.kill('SIGKILL');
	await once(first, 'exit');
	takeLock(dir, 3001)();
});

test('a lock left by a crash is taken over, also when the process id belongs to somebody else by now', () => {
	writeFileSync(join(dir, 'laurel.pid'), '1\n3000\n');
	const release = takeLock(dir, 3001);
	expect(readFileSync(join(dir, 'laurel.pid'), 'utf8')).toBe(`${process.pid}\n3001\n`);
	release();
	expect(() => readFileSync(join(dir, 'laurel.pid'))).toThrow('ENOENT');
});
