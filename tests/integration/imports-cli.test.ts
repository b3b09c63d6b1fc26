import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runImport, runImportNow } from '#lib/server/imports/run.ts';
import { startImport } from '#lib/server/imports/start.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aLink, aProgram } from '#tests/support/people.ts';
import { upload } from './imports-world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
});
afterAll(() => database.close());

/** Runs the command as npm does, on the test's database, with a file on standard input. */
function laurel(args: string[], stdin: string) {
	return new Promise<{ code: number | null; out: string; err: string }>((done, failed) => {
		const child = spawn('node_modules/.bin/node', ['src/cli/main.ts', ...args], {
			env: { PATH: process.env.PATH, DATABASE_URL: database.url },
		});
		let [out, err] = ['', ''];
		child.stdout.on('data', (chunk) => (out += chunk));
		child.stderr.on('data', (chunk) => (err += chunk));
		child.on('error', failed);
		child.on('close', (code) => done({ code, out, err }));
		child.stdin.end(stdin);
	});
}

describe('laurel import', () => {
	it('judges a file without storing it, takes it, and says which lines are wrong', async () => {
		const link = await aLink(database);
		const at = new Date(Date.now() - 86_400_000).toISOString();
		const file = `wo;wann;anzahl\n${link.slug};${at};7\n${link.slug};${at};-7\n`;
		const args = [
			'import',
			'-',
			'--kind',
			'readings',
			'--source',
			'tool',
			'--fixed',
			'metric=like',
		];
		const mapped = [...args, '--map', 'slug=wo', '--map', 'at=wann', '--map', 'total=anzahl'];
		const dry = await laurel([...mapped, '--dry-run'], file);
		expect(dry.err).toBe('line 3: total negative\n');
		expect([dry.code, dry.out]).toEqual([
			1,
			'Would take 2 lines: 1 new, 0 known, 1 lines wrong.\n',
		]);
		const done = await laurel(mapped, file);
		expect(done.err).toBe('line 3: total negative\n');
		expect(done.code).toBe(1);
		const right = await laurel([...args, '--json'], file.split('\n').slice(0, 2).join('\n'));
		expect([right.code, JSON.parse(right.out)]).toMatchObject([
			0,
			{ rows: 1, accepted: 0, duplicates: 1, wrong: 0 },
		]);
		const [row] = await database.connections.sql`
			select (select count(*)::int from readings) as readings, (select count(*)::int from imports) as imports`;
		expect(row).toEqual({ readings: 1, imports: 2 });
	}, 120_000);

	it('leaves with 2 when it is wrongly called', async () => {
		expect(await laurel(['import', '-', '--kind', 'stars', '--source', 'x'], '')).toMatchObject({
			code: 2,
		});
	});

	it('tells what a portal made of its file that was quicker', async () => {
		const { slug } = await aLink(database);
		const at = new Date(Date.now() - 86_400_000).toISOString();
		const ctx = database.ctx();
		const { id } = await upload(ctx, `slug,at,likes\n${slug},${at},7\n${slug},${at},-7\n`, {
			mapping: {},
		});
		for (const check of [true, false]) {
			await startImport({ ctx, input: { id, check } });
			const counts = await runImport(ctx, id);
			expect(counts).toEqual({ rows: 2, accepted: 1, duplicates: 0, wrong: 1 });
			expect(await runImportNow({ ctx, input: { id } })).toEqual(counts);
		}
	});
});
