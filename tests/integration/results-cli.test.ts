import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aProgram } from '#tests/support/people.ts';
import { anEndedContest } from './results-world.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	folder = await mkdtemp(join(tmpdir(), 'laurel-cli-'));
});
afterAll(async () => {
	await rm(folder, { recursive: true });
	await database.close();
});

/** Runs the command on the test's database, or, for `replay`, on one that does not exist. */
function laurel(args: string[]): Promise<{ code: number; out: string; err: string }> {
	const url = args[1] === 'replay' ? 'postgres://nobody@127.0.0.1:1/none' : database.url;
	return new Promise((done) => {
		const env = { PATH: process.env.PATH, DATABASE_URL: url };
		const command = ['src/cli/main.ts', ...args];
		execFile('node_modules/.bin/node', command, { env }, (error, out, err) =>
			done({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
		);
	});
}

/** A command takes half a second, and several on a busy machine. */
describe('a contest on the command line', { timeout: 240_000 }, () => {
	it('is made final, exported, replayed and corrected; a replay needs no database', async () => {
		const { slug, people } = await anEndedContest(database);
		const early = await laurel(['contest', 'export', slug]);
		expect(early).toMatchObject({ code: 1, out: '' });
		expect(early.err).toContain('not final');

		const final = await laurel(['contest', 'finalize', slug]);
		expect(final).toMatchObject({ code: 0 });
		expect(final.out).toMatch(/^[0-9a-f]{64}\n$/);

		const file = join(folder, 'cup.json');
		const exported = await laurel(['contest', 'export', slug, '--output', file, '--json']);
		expect(JSON.parse(exported.out)).toMatchObject({ file, result: 1 });
		const piped = await laurel(['contest', 'export', slug]);
		expect(piped.out).toBe(await readFile(file, 'utf8'));

		const replayed = await laurel(['contest', 'replay', file]);
		expect(replayed).toMatchObject({ code: 0 });
		expect(replayed.out).toContain('equal');

		const adjust = `${people[2]!.externalId}=+50`;
		const reason = ['--reason', 'A forgotten talk.'];
		const corrected = await laurel(['contest', 'correct', slug, ...reason, '--adjust', adjust]);
		expect(corrected).toMatchObject({ code: 0 });
		expect(corrected.out).not.toBe(final.out);
		const second = await laurel(['contest', 'export', slug]);
		expect(JSON.parse(second.out).expected[0]).toMatchObject({ points: 52 });
		const first = await laurel(['contest', 'export', slug, '--number', '1']);
		expect(first.out).toBe(piped.out);
	});

	it('that does not agree exits 1 and names the first difference; what is no replay file exits 2', async () => {
		const text = await readFile('tests/fixtures/scoring/scenario-101.json', 'utf8');
		const scenario = JSON.parse(text) as { expected: { person: string; clicks: number }[] };
		const row = scenario.expected[1]!;
		row.clicks += 1;
		const file = join(folder, 'changed.json');
		await writeFile(file, JSON.stringify(scenario));
		const changed = await laurel(['contest', 'replay', file]);
		expect(changed.code).toBe(1);
		expect(changed.out).toContain(
			`Row 2, ${row.person}: clicks is ${row.clicks - 1}, expected ${row.clicks}.`,
		);
		const json = await laurel(['contest', 'replay', file, '--json']);
		expect(JSON.parse(json.out)).toMatchObject({ kind: 'different', difference: { row: 2 } });

		for (const path of ['package.json', join(folder, 'nothing'), 'README.md']) {
			const bad = await laurel(['contest', 'replay', path, '--json']);
			expect(bad.code).toBe(2);
			expect(JSON.parse(bad.out)).toMatchObject({ kind: 'bad' });
		}
	});
});
