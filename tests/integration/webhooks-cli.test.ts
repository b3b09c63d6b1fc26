import { spawn } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aProgram } from '#tests/support/people.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
});
afterAll(() => database.close());

/** Runs the command as npm does, on the test's database. */
function laurel(args: string[], env: Record<string, string> = {}) {
	return new Promise<{ code: number | null; out: string; err: string }>((done, failed) => {
		const child = spawn('node_modules/.bin/node', ['src/cli/main.ts', 'webhook', ...args], {
			env: { PATH: process.env.PATH, DATABASE_URL: database.url, ...env },
		});
		let [out, err] = ['', ''];
		child.stdout.on('data', (chunk) => (out += chunk));
		child.stderr.on('data', (chunk) => (err += chunk));
		child.on('error', failed);
		child.on('close', (code) => done({ code, out, err }));
	});
}

it('webhooks are made, listed, rotated, tested, paused, resumed and ended by the command line', async () => {
	const made = await laurel([
		...['create', 'https://crm.example.com/laurel'],
		...['--event', 'prize.won', '--event', 'contest.final', '--json'],
	]);
	expect(made.code).toBe(0);
	const { id, secret } = JSON.parse(made.out) as { id: string; secret: string };
	const rotated = await laurel(['rotate', id, '--hours', '1']);
	expect(rotated.out).toMatch(/^whsec_\S+\n$/);
	expect(rotated.out.trim()).not.toBe(secret);
	expect(await laurel(['test', id])).toMatchObject({ code: 0 });
	const log = JSON.parse((await laurel(['deliveries', id, '--json'])).out) as { id: string }[];
	expect(log).toMatchObject([{ type: 'test', state: 'waiting', attempts: [] }]);
	expect(await laurel(['resend', id, log[0]!.id])).toMatchObject({ code: 0 });
	expect(await laurel(['pause', id])).toMatchObject({ code: 0 });
	expect((await laurel(['list'])).out).toMatch(/crm\.example\.com\/laurel +paused \(person\) +1/);
	expect(await laurel(['resume', id])).toMatchObject({ code: 0 });
	expect(await laurel(['delete', id])).toMatchObject({ code: 0 });
	expect(await laurel(['delete', id])).toMatchObject({ code: 1 });
}, 90_000);

it('an address of the own network is taken where the installation allows it, and an unknown event nowhere', async () => {
	const inside = ['create', 'http://10.0.0.7:8080/laurel', '--event', 'prize.won'];
	const refused = await laurel(inside);
	expect(refused).toMatchObject({ code: 1, out: '' });
	expect(refused.err).toContain('https://');
	const taken = await laurel(inside, { LAUREL_WEBHOOKS_TO: 'own-network' });
	expect(taken.out).toMatch(/^whsec_\S+\n$/);
	const odd = ['create', 'https://crm.example.com/', '--event', 'everything'];
	expect(await laurel(odd)).toMatchObject({ code: 2 });
}, 60_000);
