import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyPassword } from '#lib/server/auth/passwords.ts';
import { tokenHash } from '#lib/server/api/token-text.ts';
import { verifyDisplayKey } from '#lib/server/displays/verify.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aContest, aPerson, aProgram } from '#tests/support/people.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
});
afterAll(() => database.close());

/** Runs the command as npm does, on the test's database. */
function laurel(args: string[], stdin = '', { url = database.url, reads = true } = {}) {
	return new Promise<{ code: number | null; out: string; err: string }>((done, failed) => {
		const child = spawn('node_modules/.bin/node', ['src/cli/main.ts', ...args], {
			env: {
				PATH: process.env.PATH,
				DATABASE_URL: url,
				ORIGIN: 'https://laurel.example.com',
			},
		});
		let [out, err] = ['', ''];
		if (!reads) child.stdout.destroy();
		child.stdout.on('data', (chunk) => (out += chunk));
		child.stderr.on('data', (chunk) => (err += chunk));
		child.on('error', failed);
		child.on('close', (code) => done({ code, out, err }));
		child.stdin.end(stdin);
	});
}

describe('the laurel command', () => {
	it('prints a new token alone on standard output, lists it and revokes it', async () => {
		const made = await laurel(['token', 'create', '--name', 'CI', '--scope', 'events']);
		expect(made).toMatchObject({ code: 0, err: '' });
		expect(made.out).toMatch(/^laurel_[\w-]{43}\n$/);
		const [row] = await database.connections
			.sql`select id, scopes from api_tokens where token_hash = ${tokenHash(made.out.trim())}`;
		expect(row!.scopes).toEqual(['events']);

		const list = await laurel(['token', 'list']);
		expect(list.out).toContain('CI');
		expect(list.out).not.toContain(made.out.trim());
		expect((await laurel(['token', 'revoke', row!.id])).code).toBe(0);
		const tokens = JSON.parse((await laurel(['token', 'list', '--json'])).out);
		expect(tokens).toMatchObject([{ id: row!.id, state: 'revoked' }]);
	});

	it('tells what erasing a person would do, does it with --yes, and then knows nobody of that address', async () => {
		const email = 'mira.holm@example.com';
		const { id } = await aPerson(database, { externalId: 'e-77', name: 'Mira Holm', email });
		const read = async () =>
			(await database.connections.sql`select name, active from people where id = ${id}`)[0];
		const would = await laurel(['person', 'erase', email]);
		expect([would.code, would.err]).toEqual([
			0,
			'Nothing is done yet. Add --yes to do it; it cannot be undone.\n',
		]);
		expect(would.out).toContain(`${email} stays as “Former colleague” (e-77)`);
		expect(await read()).toEqual({ name: 'Mira Holm', active: true });
		const done = await laurel(['person', 'erase', email, '--yes', '--json']);
		expect(JSON.parse(done.out)).toMatchObject({ done: true, externalId: 'e-77', results: [] });
		expect(await read()).toEqual({ name: 'Former colleague', active: false });
		const again = await laurel(['person', 'erase', email, '--yes']);
		expect(again).toMatchObject({ code: 1, out: '' });
		expect(again.err).toContain('Nobody has this e-mail address');
	});

	it('says in a sentence what a person can mend: no file, no database, a password with odd signs', async () => {
		const file = await laurel(['import', '/nowhere.csv', '--kind', 'people', '--source', 'x']);
		const url = (part: string) => Object.assign(new URL(database.url), { pathname: part }).href;
		const gone = await laurel(['people', 'list'], '', { url: url('/nowhere') });
		const odd = await laurel(['people', 'list'], '', { url: 'postgres://x:%zz@localhost/x' });
		expect(file).toMatchObject({ code: 1, out: '' });
		expect(file.err).toMatch(/^ENOENT: no such file or directory.*\n$/);
		for (const [{ code, err }, sentence] of [
			[gone, 'Look at DATABASE_URL'],
			[odd, 'DATABASE_URL: has a % that stands for no sign'],
		] as const) {
			expect([code, err]).toEqual([1, expect.stringContaining(sentence)]);
			expect(err).not.toMatch(/^\s+at /m);
		}
	});

	it('says nothing of a reader who has had enough', async () => {
		const [list, file] = await Promise.all([
			laurel(['people', 'list'], '', { reads: false }),
			laurel(['export', 'people'], '', { reads: false }),
		]);
		expect(list.err).toBe('');
		expect(file.err).not.toMatch(/EPIPE|^\s+at /m);
	});

	it("prints a display's signed link", async () => {
		const { slug, id } = await aContest(database);
		const made = await laurel(['display', 'create', '--contest', slug, '--name', 'Lobby']);
		expect(made.code).toBe(0);
		const url = new URL(made.out.trim());
		expect(url.origin + url.pathname).toBe(`https://laurel.example.com/tv/${slug}`);
		const key = url.searchParams.get('key') ?? '';
		expect(await verifyDisplayKey(database.connections.db, slug, key)).toMatchObject({
			contestId: id,
			name: 'Lobby',
		});
	});

	it('sets a password from standard input', async () => {
		const person = await aPerson(database, { email: 'ada@example.com' });
		const args = ['person', 'set-password', '--email', 'Ada@example.com'];
		expect(await laurel(args, 'kettle-violin-harbour\n')).toMatchObject({ code: 0 });
		const [row] = await database.connections
			.sql`select password_hash from credentials where person_id = ${person.id}`;
		expect((await verifyPassword(row!.password_hash, 'kettle-violin-harbour')).fits).toBe(true);
		const short = await laurel(args, 'short\n');
		expect(short).toMatchObject({ code: 1, out: '' });
		expect(short.err).toContain('password');
	});

	it('lists contests and scores one anew', async () => {
		const { slug } = await aContest(database, { slug: 'autumn-cup' });
		expect((await laurel(['contest', 'list'])).out).toMatch(/autumn-cup +autumn-cup +running/);
		const scored = await laurel(['contest', 'rescore', slug, '--json']);
		expect(scored.code).toBe(0);
		expect(JSON.parse(scored.out)).toEqual({ slug, facts: 0, people: 0 });
	});

	it('makes people from JSON, lists them and shows one', async () => {
		const people = [
			{ externalId: 'cli-1', name: 'Åsa', email: 'asa@example.com', team: 'Command' },
			{ externalId: 'cli-2', name: 'Bo', email: 'bo@example.com', team: 'Command' },
		];
		const first = await laurel(['people', 'upsert'], JSON.stringify({ people }));
		expect(first).toEqual({ code: 0, out: '2 created, 0 updated, 0 unchanged\n', err: '' });
		const again = await laurel(['people', 'upsert', '--json'], JSON.stringify(people));
		expect(JSON.parse(again.out)).toEqual({ created: 0, updated: 0, unchanged: 2 });
		const list = await laurel(['people', 'list', '--team', 'Command', '--limit', '1']);
		expect(list.out).toMatch(/cli-1 +Åsa +asa@example\.com +Command/);
		expect(list.err).toContain('--cursor');
		const shown = await laurel(['people', 'show', 'cli-2', '--json']);
		expect(JSON.parse(shown.out)).toMatchObject({ externalId: 'cli-2', team: 'Command' });
		expect(await laurel(['people', 'upsert'], '{')).toMatchObject({ code: 1, out: '' });
		expect(await laurel(['people', 'show', 'nobody'])).toMatchObject({ code: 1, out: '' });
	});

	it('exports to standard output and to a file, which is there whole or not at all', async () => {
		const out = await laurel(['export', 'people', '--format', 'jsonl']);
		expect(out).toMatchObject({ code: 0, err: '' });
		expect(JSON.parse(out.out.split('\n')[0]!)).toHaveProperty('externalId');
		const folder = mkdtempSync(join(tmpdir(), 'laurel-export-'));
		try {
			const file = join(folder, 'people.csv');
			const made = await laurel(['export', 'people', '--out', file, '--json']);
			expect(JSON.parse(made.out)).toMatchObject({ what: 'people', file });
			expect(readFileSync(file, 'utf8')).toMatch(/^externalId,name,email,/);
			const refused = await laurel(['export', 'standings', '--out', join(folder, 'no.csv')]);
			expect(refused).toMatchObject({ code: 1, out: '' });
			expect(refused.err).toContain('contest');
			expect(readdirSync(folder)).toEqual(['people.csv']);
			expect((await laurel(['export', 'nonsense'])).code).toBe(2);
		} finally {
			rmSync(folder, { recursive: true });
		}
	});

	it('exits 1 and says why when it is refused, 2 when it is wrongly called', async () => {
		const refused = await laurel(['display', 'create', '--contest', 'nowhere', '--name', 'x']);
		expect(refused).toEqual({ code: 1, out: '', err: 'There is no such contest.\n' });
		const unknown = await laurel(['token', 'creat']);
		expect(unknown).toMatchObject({ code: 2, out: '' });
		expect(unknown.err).toContain('Did you mean `token create`?');
	});
});
