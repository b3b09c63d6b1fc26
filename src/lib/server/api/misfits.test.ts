import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refuseMisfit } from './misfits.ts';

const server = createServer((req, res) => {
	if (!refuseMisfit(req, res)) res.writeHead(200).end('the routes');
});
let url = '';
beforeAll(async () => {
	await once(server.listen(0, '127.0.0.1'), 'listening');
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const ask = async (path: string, init: RequestInit = {}) => {
	const response = await fetch(url + path, init);
	return { status: response.status, type: response.headers.get('content-type'), response };
};
const sent = (type: string, method = 'POST') =>
	ask('/api/v1/posts', { method, body: '{}', headers: { 'content-type': type } });

describe('a call that is none of the API', () => {
	it.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'Text/Plain'])(
		'is told that %s is not JSON, as problem details',
		async (type) => {
			for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
				const { status, response, ...answer } = await sent(type, method);
				expect([status, answer.type]).toEqual([415, 'application/problem+json']);
				expect(response.headers.get('accept')).toBe('application/json');
				expect(await response.json()).toMatchObject({ status: 415 });
			}
		},
	);

	it.each(['/api/v1/people/%ff', '/api/v1/teams/%ED%A0%80', '/api/%'])(
		'is told that nothing is at %s',
		async (path) => {
			const { status, type, response } = await ask(path);
			expect([status, type]).toEqual([404, 'application/problem+json']);
			expect(await response.json()).toMatchObject({ status: 404, title: 'Not found' });
		},
	);

	it('is not one with JSON, with another type, without a body, or of a page', async () => {
		expect((await sent('application/json')).status).toBe(200);
		expect((await sent('text/csv')).status).toBe(200);
		expect((await ask('/api/v1/people/%C3%A5?q=%ff')).status).toBe(200);
		expect((await ask('/sign-in', { method: 'POST', body: 'a=b' })).status).toBe(200);
	});
});
