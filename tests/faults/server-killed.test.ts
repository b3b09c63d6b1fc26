import { Agent } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aLink, aPerson, aPost, aProgram } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { ask, clickId, sendVisitors, until, type Visit } from './visitors.ts';

const LONG = process.env.LAUREL_FAULTS_LONG === '1';
const ROUNDS = 5;
const PER_SECOND = 200;
const CLIENTS = 96;
const ROUND_MS = LONG ? 5_000 : 1_200;
/** From the kill to the first answer, the server's own start included. */
const BACK_WITHIN_MS = 5_000;

let database: TestDatabase;
let dataDir: string;
let server: TestServer | undefined;

beforeAll(async () => {
	database = await createTestDatabase();
	dataDir = mkdtempSync(join(tmpdir(), 'laurel-killed-'));
});
afterAll(async () => {
	await server?.stop();
	await database.close();
	rmSync(dataDir, { recursive: true, force: true });
});

it('loses no answered click and counts none twice when the server is killed under 200 clicks a second, five times', async () => {
	await aProgram(database);
	const person = await aPerson(database);
	const links = [];
	for (let i = 0; i < 10; i++) {
		links.push(await aLink(database, { personId: person.id, postId: (await aPost(database)).id }));
	}
	const paths = links.map(({ slug }) => `/r/${slug}`);
	const start = (port?: number) =>
		startServer({
			...{ databaseUrl: database.url, dataDir, env: { LAUREL_TRUSTED_PROXIES: '1' } },
			...(port === undefined ? {} : { port }),
		});
	server = await start();
	const { port } = server;
	const visitors = sendVisitors(port, paths, PER_SECOND);
	const away: number[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		await delay(ROUND_MS);
		const killedAt = Date.now();
		await server.kill();
		server = await start(port);
		await until('an answer after the restart', 30, async () =>
			visitors.visits.some(({ id, at }) => id !== null && at > killedAt) ? true : null,
		);
		away.push(Date.now() - killedAt);
	}
	const visits = await visitors.stop();
	await until('an empty spool', 15, async () => {
		const { body } = await ask(port, '/readyz');
		return body.includes('"spooled":0') ? true : null;
	});

	const answered = visits.filter((visit): visit is Visit & { id: string } => visit.id !== null);
	expect(answered.length).toBeGreaterThan(ROUNDS * (ROUND_MS / 1000) * PER_SECOND * 0.5);
	const rows = await database.connections.sql<{ id: string; verdict: string }[]>`
		select id, verdict from clicks`;
	const stored = new Map(rows.map((row) => [row.id, row.verdict]));
	expect(answered.filter(({ id }) => stored.get(id) !== 'valid')).toEqual([]);
	// Those that were stored but not answered were on their way when the server died.
	expect(rows.length).toBeLessThanOrEqual(visits.length);
	expect(new Set(answered.map(({ id }) => id)).size).toBe(answered.length);
	const windows = await database.connections.sql`select 1 from visits`;
	expect(windows.length).toBe(rows.filter(({ verdict }) => verdict === 'valid').length);
	console.log(
		`  back after ${away.join(', ')} ms; ${answered.length} of ${visits.length} answered`,
	);
	expect(Math.max(...away)).toBeLessThan(BACK_WITHIN_MS);
});

it('loses no answered click of a flood that goes to disk first, and counts none twice', async () => {
	const person = await aPerson(database);
	const paths: string[] = [];
	for (let i = 0; i < 10; i++) {
		const post = await aPost(database);
		paths.push(`/r/${(await aLink(database, { personId: person.id, postId: post.id })).slug}`);
	}
	const port = server!.port;
	const answered: string[] = [];
	const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
	let visitor = 0;
	let running = true;
	/** Asks again as soon as it is answered, each time as somebody else, until the server is gone. */
	const client = async (): Promise<void> => {
		while (running) {
			const n = ++visitor;
			const address = `10.${128 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}`;
			const headers = { 'x-forwarded-for': address };
			const { location } = await ask(port, paths[n % 10] ?? '', { agent, headers });
			answered.push(clickId(location) ?? '');
		}
	};
	const clients = Array.from({ length: CLIENTS }, () => client().catch(() => undefined));
	const spooled = async () =>
		Number(/"spooled":(\d+)/.exec((await ask(port, '/readyz')).body)?.[1] ?? 'NaN');
	await until('a flood on disk', 60, async () => ((await spooled()) > 500 ? true : null));
	await server!.kill();
	running = false;
	await Promise.all(clients);
	agent.destroy();
	server = await startServer({
		...{ databaseUrl: database.url, dataDir, port, env: { LAUREL_TRUSTED_PROXIES: '1' } },
	});
	const found = await spooled();
	await until('an empty spool', 60, async () => ((await spooled()) === 0 ? true : null));

	const rows = await database.connections.sql<{ id: string; verdict: string }[]>`
		select id, verdict from clicks where person_id = ${person.id}`;
	const stored = new Map(rows.map((row) => [row.id, row.verdict]));
	expect(answered.length).toBeGreaterThan(1_000);
	expect(new Set(answered).size).toBe(answered.length);
	expect(answered.filter((id) => stored.get(id) !== 'valid')).toEqual([]);
	expect(rows.length).toBeLessThanOrEqual(visitor);
	console.log(`  ${answered.length} answered, ${found} of them found on disk after the kill`);
});
