import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aLink, aProgram } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { ask } from './visitors.ts';

describe('two servers on one database', () => {
	let database: TestDatabase;
	let servers: TestServer[] = [];
	let link: Awaited<ReturnType<typeof aLink>>;

	beforeAll(async () => {
		database = await createTestDatabase();
		await aProgram(database, { internalNetworks: ['198.51.100.0/24'] });
		link = await aLink(database);
		servers = await Promise.all([
			startServer({ databaseUrl: database.url }),
			startServer({ databaseUrl: database.url }),
		]);
	});
	afterAll(async () => {
		await Promise.all(servers.map((server) => server.stop()));
		await database.close();
	});
	const port = (i: number) => servers[i % servers.length]?.port ?? 0;
	const count = async (verdict: string) =>
		(
			await database.connections.sql<{ n: number }[]>`
				select count(*)::int as n from clicks where link_id = ${link.id} and verdict = ${verdict}`
		)[0]?.n;

	it('count one visitor once when two hundred of its clicks come at the same time', async () => {
		const answers = await Promise.all(
			Array.from({ length: 200 }, (_, i) => ask(port(i), `/r/${link.slug}`)),
		);
		expect(answers.filter(({ status }) => status !== 302)).toEqual([]);
		expect(await count('valid')).toBe(1);
		expect(await count('duplicate')).toBe(199);
	});

	it('do not believe forged forwarding headers: still the same visitor, and not an internal one', async () => {
		const forged: Record<string, string>[] = [
			{ 'x-forwarded-for': '203.0.113.5' },
			{ 'x-forwarded-for': '198.51.100.5' },
			{ forwarded: 'for=203.0.113.6', 'x-real-ip': '203.0.113.6' },
		];
		for (const headers of forged) {
			expect((await ask(port(0), `/r/${link.slug}`, { headers })).status).toBe(302);
		}
		expect(await count('valid')).toBe(1);
		expect(await count('internal')).toBe(0);
	});

	it.each([
		['GET', `/r/${'x'.repeat(8192)}`],
		['GET', '/r/%E0%A4%A'],
		['GET', '/r/%00%0d%0aLocation:%20https://evil.example'],
		['GET', '/r/../../etc/passwd'],
		['GET', '/r//evil.example/'],
		['GET', '/r/\\evil.example'],
		['HEAD', '/r/nobody23'],
		['POST', '/r/nobody23'],
		['DELETE', '/r/nobody23'],
		['PROPFIND', '/r/'],
	])('answer %s %s with a clean 4xx', async (method, path) => {
		const { status, location } = await ask(port(0), path, { method });
		expect(status).toBeGreaterThanOrEqual(400);
		expect(status).toBeLessThan(500);
		expect(location).toBeUndefined();
	});

	it('answer HEAD with the redirect, uncounted', async () => {
		const before = await count('valid');
		expect((await ask(port(1), `/r/${link.slug}`, { method: 'HEAD' })).status).toBe(302);
		expect(await count('valid')).toBe(before);
		expect(await count('prefetch')).toBe(1);
	});

	it.each([
		['bytes that are no UTF-8', 'GET /r/\xff\xfe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
		['a null byte in a header', 'GET /r/abc HTTP/1.1\r\nHost: x\r\nUser-Agent: a\x00b\r\n\r\n'],
		['headers of 64 kB', `GET /r/abc HTTP/1.1\r\nHost: x\r\nCookie: ${'a'.repeat(65_536)}\r\n\r\n`],
		['no host', 'GET /r/abc HTTP/1.1\r\nConnection: close\r\n\r\n'],
		['nonsense', 'hello\r\n\r\n'],
	])('answer %s with a 4xx and go on', async (_what, bytes) => {
		const heard = await new Promise<string>((resolve) => {
			let text = '';
			const socket = connect(port(0), '127.0.0.1', () => socket.write(bytes, 'latin1'));
			socket.on('data', (chunk) => (text += chunk.toString('latin1')));
			socket.on('error', () => resolve(text)).on('close', () => resolve(text));
		});
		expect(heard).toMatch(/^HTTP\/1\.1 4\d\d /);
		expect((await ask(port(0), '/livez')).status).toBe(200);
	});
});
