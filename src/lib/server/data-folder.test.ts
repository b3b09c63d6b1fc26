import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeDataFolder } from './data-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'laurel-data-'));
afterAll(() => rmSync(root, { recursive: true }));

test('a folder is made with its parents, and one that is there is left as it is', () => {
	const folder = join(root, 'a', 'b', 'spool');
	makeDataFolder(folder);
	makeDataFolder(folder);
	expect(existsSync(folder)).toBe(true);
});

test('where none can be made, that is said at once and with what to do', () => {
	const file = join(root, 'file');
	writeFileSync(file, '');
	expect(() => makeDataFolder(join(file, 'data'))).toThrow(/\(ENOTDIR\)\. Set LAUREL_DATA to/);
});

test.skipIf(!existsSync('/proc/self'))('the system’s own folders are none', () => {
	expect(() => makeDataFolder('/proc/laurel/data')).toThrow(/Set LAUREL_DATA to/);
});
