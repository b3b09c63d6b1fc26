import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { createToken } from '#lib/server/api/create-token.ts';
import { readEnv } from '#lib/server/env.ts';
import { createRuntime, type Runtime } from '#lib/server/runtime.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aLink, aProgram } from '#tests/support/people.ts';
import { TEMPLATE } from '#tests/support/template.ts';

let database: TestDatabase;
let dataDir: string;
let slug: string;
let closers: (() => Promise<void>)[] = [];

beforeAll(async () => {
	database = await createTestDatabase();
	dataDir = mkdtempSync(join(tmpdir(), 'laurel-runtime-'));
	await aProgram(database, { demo: true });
	slug = (await aLink(database)).slug;
});
afterEach(async () => {
	for (const close of closers.reverse()) await close();
	closers = [];
});
afterAll(async () => {
	rmSync(dataDir, { recursive: true });
	await database.close();
});

async function serve(env: Record<string, string>): Promise<{ runtime: Runtime; url: string }> {
	const runtime = await createRuntime(
		readEnv({
			DATABASE_URL: database.url,
			LAUREL_DATA: dataDir,
			LAUREL_LOG: 'silent',
			...env,
		}),
	);
	const http: Server = createServer((req, res) => {
		if (!runtime.answer(req, res)) res.writeHead(418).end();
	});
	runtime.attach(http);
	http.listen(0, '127.0.0.1');
	await once(http, 'listening');
	closers.push(async () => {
		await runtime.close();
		http.closeAllConnections();
		http.close();
	});
	return { runtime, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` };
}

const status = async (address: string, init?: RequestInit) =>
	(await fetch(address, { redirect: 'manual', ...init })).status;

test('one process answers links, health and sockets, and leaves the rest to the pages', async () => {
	const { url } = await serve({});
	expect(await status(`${url}/r/${slug}`)).toBe(302);
	expect(await status(`${url}/livez`)).toBe(200);
	const ready = await fetch(`${url}/readyz`);
	expect(ready.status).toBe(200);
	const { parts } = (await ready.json()) as { parts: Record<string, { state: string }> };
	expect(Object.keys(parts)).toEqual(['database', 'migrations', 'door', 'scorer', 'gateway']);
	expect(await status(`${url}/socket.io/?EIO=4&transport=polling`)).toBe(200);
	expect(await status(`${url}/contests`)).toBe(418);
	expect(await status(`${url}/livez`, { method: 'POST' })).toBe(405);
});

test('metrics are for this machine, or for whoever has a token', async () => {
	const { url } = await serve({});
	const text = await (await fetch(`${url}/metrics`)).text();
	expect(text).toContain('laurel_up{part="database"} 1');
	expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
	// A proxy on this machine speaks for strangers.
	const forwarded = { 'x-forwarded-for': '203.0.113.9' };
	expect(await status(`${url}/metrics`, { headers: forwarded })).toBe(401);
	const { token } = await createToken({
		ctx: database.ctx(),
		input: { name: 'Prometheus', scopes: ['read'] },
	});
	const headers = { ...forwarded, authorization: `Bearer ${token}` };
	expect(await status(`${url}/metrics`, { headers })).toBe(200);
});

test('a door does links and nothing else, a gateway everything but links', async () => {
	const door = await serve({ LAUREL_ROLE: 'door' });
	expect(await status(`${door.url}/r/${slug}`)).toBe(302);
	expect(await status(`${door.url}/socket.io/?EIO=4&transport=polling`)).toBe(418);
	expect(Object.keys(await door.runtime.health())).toEqual(['database', 'migrations', 'door']);
	const gateway = await serve({ LAUREL_ROLE: 'gateway' });
	expect(await status(`${gateway.url}/r/${slug}`)).toBe(418);
	expect(await status(`${gateway.url}/socket.io/?EIO=4&transport=polling`)).toBe(200);
	expect(Object.keys(await gateway.runtime.health())).not.toContain('door');
});

test('it comes up without its database, says so, and is ready when the database is there', async () => {
	const later = new URL(database.url);
	const name = `test_later_${randomBytes(4).toString('hex')}`;
	later.pathname = `/${name}`;
	const { url } = await serve({ DATABASE_URL: later.href });
	const away = await fetch(`${url}/readyz`);
	expect(away.status).toBe(503);
	expect(await away.json()).toMatchObject({ ready: false, parts: { database: { state: 'down' } } });
	expect(await status(`${url}/livez`)).toBe(200);
	const admin = postgres(inject('adminUrl'), { max: 1 });
	await admin`create database ${admin(name)} template ${admin(TEMPLATE)}`;
	closers.unshift(async () => {
		await admin`drop database ${admin(name)} with (force)`;
		await admin.end();
	});
	await expect.poll(() => status(`${url}/readyz`), { timeout: 15_000 }).toBe(200);
});

test('without an address of a database it refuses and says what to do', async () => {
	await expect(createRuntime(readEnv({}))).rejects.toThrow('DATABASE_URL is not set');
});
