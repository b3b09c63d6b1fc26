import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Finding } from '#lib/domain/doctor/findings.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
	database = await createTestDatabase();
	folder = mkdtempSync(join(tmpdir(), 'laurel-doctor-'));
});
afterAll(async () => {
	rmSync(folder, { recursive: true });
	await database.close();
});

function doctor(env: Record<string, string>, args: string[] = ['--json']) {
	return new Promise<{ code: number | null; out: string }>((done, failed) => {
		const child = spawn('node_modules/.bin/node', ['src/cli/main.ts', 'doctor', ...args], {
			env: { PATH: process.env.PATH, DATABASE_URL: database.url, LAUREL_DATA: folder, ...env },
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		let out = '';
		child.stdout.on('data', (chunk) => (out += chunk));
		child.on('error', failed);
		child.on('close', (code) => done({ code, out }));
	});
}

async function found(env: Record<string, string>) {
	const { code, out } = await doctor(env);
	const { findings } = JSON.parse(out) as { findings: Finding[] };
	return { code, of: Object.fromEntries(findings.map((one) => [one.what, one])) };
}

test('the doctor finds a healthy portal healthy', async () => {
	const { code, of } = await found({ ORIGIN: 'https://laurel.example.com' });
	expect(code).toBe(0);
	for (const what of ['environment', 'database', 'schema', 'clock', 'data', 'disk', 'spool'])
		expect([what, of[what]?.state]).toEqual([what, 'ok']);
	expect(of.database?.seen).toMatch(/^Postgres \d+\.\d+$/);
});

test('the doctor names what is wrong and what to do, in lines too', async () => {
	mkdirSync(join(folder, 'spool'));
	writeFileSync(join(folder, 'spool', 'crashed.0.clicks'), '');
	const { out, code } = await doctor({}, []);
	expect(code).toBe(0);
	expect(out).toContain('warn   environment  ORIGIN is not set\n');
	expect(out).toContain('→ Set ORIGIN to the address');
	expect(out).toContain('1 files of clicks wait on disk');
});

test('the doctor exits 1 when the database is away, the data cannot be written, or a variable is wrong', async () => {
	const away = await found({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
	expect([away.code, away.of.database?.state]).toEqual([1, 'wrong']);
	expect(away.of.data?.state).toBe('ok');
	const nowhere = await found({ LAUREL_DATA: join(folder, 'not', 'there') });
	expect([nowhere.code, nowhere.of.data?.state]).toEqual([1, 'wrong']);
	expect(nowhere.of.database?.state).toBe('ok');
	const odd = await found({ PORT: 'many' });
	expect([odd.code, odd.of.environment?.seen]).toEqual([1, expect.stringContaining('PORT')]);
});
