import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { answerHealth, type Health } from './health.ts';

let server: Server;
afterEach(() => void server.close());

/** Serves the health of a process whose parts say this. */
async function serve(health: () => Promise<Health>): Promise<string> {
	server = createServer((req, res) => {
		const known = answerHealth(req, res, {
			health,
			sockets: () => 3,
			connections: {} as never,
			requestCtx: () => {
				throw new Error('Nobody asked for a context.');
			},
		});
		if (!known) res.writeHead(418).end();
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('health', () => {
	it('is not ready while a part is down, and still ready while one is only degraded', async () => {
		let state: 'down' | 'degraded' = 'down';
		const url = await serve(() => Promise.resolve({ door: { state, spooled: 7 } }));
		const down = await fetch(`${url}/readyz?now`);
		expect(down.status).toBe(503);
		expect(await down.json()).toEqual({
			...{ ready: false, parts: { door: { state: 'down', spooled: 7 } } },
		});
		const metrics = await (await fetch(`${url}/metrics`)).text();
		expect(metrics).toContain('laurel_up{part="door"} 0\n');
		expect(metrics).toContain('laurel_clicks_spooled 7\n');
		expect(metrics).toContain('laurel_sockets 3\n');
		state = 'degraded';
		expect((await fetch(`${url}/readyz`)).status).toBe(200);
	});

	it('is not ready when the database does not answer within a second', async () => {
		const url = await serve(() => new Promise(() => undefined));
		const ready = await fetch(`${url}/readyz`);
		expect(ready.status).toBe(503);
		expect(await ready.json()).toMatchObject({
			parts: { database: { state: 'down', detail: 'no answer within one second' } },
		});
		expect((await fetch(`${url}/livez`)).status).toBe(200);
	});

	it('answers 503 with the reason when it cannot be read', async () => {
		const url = await serve(() => Promise.reject(new Error('The parts are gone.')));
		for (const path of ['/readyz', '/metrics']) {
			const answer = await fetch(`${url}${path}`);
			expect([answer.status, await answer.text()]).toEqual([503, 'The parts are gone.\n']);
		}
	});

	it('asks whoever came over a proxy of this machine for a token, whichever header says so', async () => {
		const url = await serve(() => Promise.resolve({}));
		for (const name of ['forwarded', 'x-forwarded-for']) {
			const answer = await fetch(`${url}/metrics`, { headers: { [name]: 'for=203.0.113.9' } });
			expect(answer.status).toBe(401);
			expect(answer.headers.get('www-authenticate')).toBe('Bearer');
		}
	});

	it('takes HEAD like GET and leaves other paths alone', async () => {
		const url = await serve(() => Promise.resolve({}));
		const ask = (path: string, method: string) =>
			new Promise((resolve, reject) => {
				request(`${url}${path}`, { method }, (res) => {
					res.resume();
					resolve(res.statusCode);
				})
					.on('error', reject)
					.end();
			});
		expect(await ask('/livez', 'HEAD')).toBe(200);
		expect(await ask('/livezz', 'GET')).toBe(418);
		expect(await ask('/metrics', 'DELETE')).toBe(405);
	});
});
