import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFor, postgresRunner } from '#boot/postgres-place.ts';
import { startPostgres, type RunningPostgres } from '#boot/postgres.ts';
import type { Ctx } from '#lib/server/context.ts';
import { connect, type Connections } from '#lib/server/db/client.ts';
import { migrateDatabase } from '#lib/server/db/migrate.ts';
import { silent, SYSTEM } from '#tests/support/database.ts';
import { aPairedScreen, setUp } from '#tests/support/paired.ts';
import { aLink, aPerson, aPost, aProgram } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { ask, clickId, sendVisitors, until } from './visitors.ts';

const LONG = process.env.LAUREL_FAULTS_LONG === '1';
const AWAY_MS = LONG ? 20_000 : 6_000;
const PER_SECOND = 200;

describe('while Postgres is away', () => {
	let root: string;
	let running: RunningPostgres;
	let connections: Connections;
	let server: TestServer;
	let paths: string[];
	let unopened: string;

	const startDatabase = (port: number) => startPostgres({ dataDir: join(root, 'postgres'), port });
	const newPath = async (personId: string) => {
		const link = await aLink(connections, { personId, postId: (await aPost(connections)).id });
		return `/r/${link.slug}`;
	};

	beforeAll(async () => {
		root = mkdtempSync(join(tmpdir(), 'laurel-away-'));
		makeFor(postgresRunner(), root, 0o755);
		running = await startDatabase(0);
		await migrateDatabase(running.url);
		connections = connect(running.url, { max: 2, hotMax: 2 });
		await aProgram(connections);
		const { id } = await aPerson(connections);
		paths = [];
		for (let i = 0; i < 10; i++) paths.push(await newPath(id));
		unopened = await newPath(id);
		server = await startServer({
			...{ databaseUrl: running.url, dataDir: join(root, 'data') },
			env: { LAUREL_TRUSTED_PROXIES: '1' },
		});
	});
	afterAll(async () => {
		await server?.stop();
		await connections?.close();
		await running?.stop('immediate');
		rmSync(root, { recursive: true, force: true });
		if (running) rmSync(running.dataDir, { recursive: true, force: true });
	});

	const readiness = async () => {
		const { status, body } = await ask(server.port, '/readyz');
		return {
			status,
			...(JSON.parse(body) as {
				ready: boolean;
				parts: Record<string, { state: string; detail?: string; spooled?: number }>;
			}),
		};
	};
	const ready = () =>
		until('everything recorded and ready', 30, async () => {
			const seen = await readiness();
			return seen.ready && seen.parts.door?.spooled === 0 ? seen : null;
		});

	it('every known link redirects, /readyz says why not, /livez is fine, and every click is counted once afterwards', async () => {
		const { port } = server;
		const steady = { 'x-forwarded-for': '192.0.2.1' };
		const visitors = sendVisitors(port, paths, PER_SECOND);
		const first = await ask(port, paths[0] ?? '', { headers: steady });
		expect(first.status).toBe(302);
		await delay(1_000);

		await running.stop('immediate');
		const stoppedAt = Date.now();
		await delay(500);
		expect((await ask(port, '/livez')).status).toBe(200);
		const unready = await readiness();
		expect(unready.status).toBe(503);
		expect(unready.parts.database?.state).toBe('down');
		expect(unready.parts.database?.detail).toBeTruthy();
		// Nobody has opened this one since the server started; and a link that nobody has heard of is no error of ours.
		expect((await ask(port, unopened, { headers: steady })).status).toBe(302);
		expect((await ask(port, '/r/nobody23')).status).toBe(503);
		// The same visitor again, while nobody can be asked.
		const again = await ask(port, paths[0] ?? '', { headers: steady });
		expect(again.status).toBe(302);
		await until('clicks on disk', 5, async () =>
			((await readiness()).parts.door?.spooled ?? 0) > 0 ? true : null,
		);
		await delay(Math.max(0, AWAY_MS - (Date.now() - stoppedAt)));

		running = await startDatabase(running.port);
		await delay(1_000);
		const visits = await visitors.stop();
		await ready();

		expect(visits.filter(({ status }) => status !== 302)).toEqual([]);
		const rows = await connections.sql<{ id: string; verdict: string }[]>`
			select id, verdict from clicks`;
		const stored = new Map(rows.map(({ id, verdict }) => [id, verdict]));
		expect(visits.filter(({ id }) => stored.get(id ?? '') !== 'valid')).toEqual([]);
		expect(stored.get(clickId(first.location) ?? '')).toBe('valid');
		expect(stored.get(clickId(again.location) ?? '')).toBe('duplicate');
		// All of them, and the three of the steady visitor.
		expect(rows.length).toBe(visits.length + 3);
		expect(server.output()).not.toContain('10.0.');
		expect(server.output()).not.toContain('192.0.2.');
	});

	it('a server that is killed with clicks on disk, and started again before Postgres is back, goes on and loses none', async () => {
		const { port } = server;
		await running.stop('immediate');
		const headers = (n: number) => ({ 'x-forwarded-for': `198.51.100.${n}` });
		const ids: string[] = [];
		for (let n = 0; n < 20; n++) {
			const { status, location } = await ask(port, paths[1] ?? '', { headers: headers(n) });
			expect(status).toBe(302);
			ids.push(clickId(location) ?? '');
		}
		await server.kill();
		server = await startServer({
			...{ databaseUrl: running.url, dataDir: join(root, 'data'), port },
			env: { LAUREL_TRUSTED_PROXIES: '1' },
		});
		// From the snapshot: the link, and the salts, so that these are the same visitors as before.
		for (let n = 0; n < 20; n++) {
			const { status, location } = await ask(port, paths[1] ?? '', { headers: headers(n) });
			expect(status).toBe(302);
			ids.push(clickId(location) ?? '');
		}
		running = await startDatabase(running.port);
		await ready();
		const rows = await connections.sql<{ verdict: string; n: number }[]>`
			select verdict, count(*)::int as n from clicks where id = any(${ids}::uuid[])
			group by verdict order by verdict`;
		expect(rows.map(({ verdict, n }) => [verdict, n])).toEqual([
			['duplicate', 20],
			['valid', 20],
		]);
	});

	it('a link that is made, and an address that is changed, after an outage are known at once', async () => {
		const { id } = await aPerson(connections);
		const path = await newPath(id);
		const opened = await until('the new link', 5, async () => {
			const answer = await ask(server.port, path);
			return answer.status === 302 ? answer : null;
		});
		expect(opened.location).toContain('https://www.example.com/');
		await connections.sql`update posts set url = 'https://www.example.org/changed'`;
		await until('the changed address', 5, async () => {
			const { location } = await ask(server.port, path);
			return location?.startsWith('https://www.example.org/changed') ? true : null;
		});
	});

	it('a paired screen is asked to wait, not to be paired anew, and is answered again as soon as Postgres is back', async () => {
		await setUp(connections, (await aPerson(connections)).id);
		const ctx: Ctx = { ...{ db: connections.db, now: new Date(), log: silent }, actor: SYSTEM };
		const items = [{ id: 'a', scene: 'words', settings: { title: 'Welcome' } }];
		const { token } = await aPairedScreen(connections, ctx, 'Kitchen', items);
		const headers = { cookie: `laurel_display=${token}` };
		const paths = ['/tv', '/tv/show', '/tv/plain'];
		const statuses = async () => {
			const answers = await Promise.all(paths.map((path) => ask(server.port, path, { headers })));
			return answers.map(({ status }) => status);
		};
		expect(await statuses()).toEqual([200, 200, 200]);

		await running.stop('immediate');
		// Anything below 500 would make it show something else, and throw away what it has kept.
		for (let round = 0; round < 3; round++)
			expect((await statuses()).filter((status) => status < 500)).toEqual([]);

		running = await startDatabase(running.port);
		const backAt = Date.now();
		await until('an answer with the scene', 30, async () => {
			const { status, body } = await ask(server.port, '/tv/show', { headers });
			return status === 200 && body.includes('Welcome') ? true : null;
		});
		console.log(`  the screen was answered ${Date.now() - backAt} ms after Postgres was back`);
	});
});
