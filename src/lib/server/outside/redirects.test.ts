import { describe, expect, it } from 'vitest';
import type { OutsideCode } from '#lib/domain/outside/failure.ts';
import { at, HERE, serve } from '#tests/support/outside.ts';
import { PUBLIC, type Reach } from './reach.ts';
import { requestOutside, type OutsideRequest } from './request.ts';

const ask = (url: string, more: Partial<OutsideRequest> = {}) =>
	requestOutside({ url, maxBytes: 1000, timeoutMs: 20_000, reach: HERE, ...more });

const fails = (code: OutsideCode) => expect.objectContaining({ name: 'OutsideFailure', code });

describe('redirects', () => {
	/** Sends /to?x on to x, and says at any other path what came. */
	const server = () =>
		serve((req, res) => {
			const [, status, to] = /^\/to(\d+)\?(.*)$/.exec(req.url ?? '') ?? [];
			if (to) return res.writeHead(Number(status), { location: decodeURIComponent(to) }).end('x');
			const { authorization, 'content-type': kind } = req.headers;
			return res.end(JSON.stringify({ method: req.method, url: req.url, authorization, kind }));
		});
	const to = (target: string, status = 302) => `/to${status}?${encodeURIComponent(target)}`;

	it('are followed as far as is said, relative ones too', async () => {
		const url = await server();
		const answer = await ask(url + to(to('/end')), { maxRedirects: 2 });
		expect(answer.url).toBe(`${url}/end`);
		await expect(ask(url + to(to('/end')), { maxRedirects: 1 })).rejects.toEqual(
			fails('too_many_redirects'),
		);
	});

	it('are an answer when none is followed', async () => {
		expect((await ask((await server()) + to('/end'))).status).toBe(302);
	});

	it.each([
		['http://127.0.0.1:1/', 'forbidden_address'],
		['http://[::1]/', 'forbidden_address'],
		['http://0x7f.1/', 'forbidden_address'],
		['http://169.254.169.254/', 'forbidden_address'],
		['//10.0.0.1/', 'forbidden_address'],
		['http://inside.example/', 'forbidden_address'],
		['http://8.8.8.8:22/', 'forbidden_port'],
		['file:///etc/passwd', 'not_http'],
		['http://a:b@news.example/', 'not_http'],
	] as const)('to %s are not followed', async (target, code) => {
		const url = new URL(await server());
		// Only the first name is public here; its server stands at a port of this machine.
		const reach: Reach = {
			mayAsk: (address) => address === '127.0.0.1' && isFirst,
			mayUsePort: (port) => port === Number(url.port) || PUBLIC.mayUsePort(port) || port === 1,
			resolve: (host) => Promise.resolve(at(host === 'news.example' ? '127.0.0.1' : '10.0.0.1')),
		};
		let isFirst = true;
		const asked = {
			...reach,
			mayAsk: (address: string) => reach.mayAsk(address) && !(isFirst = false),
		};
		await expect(
			ask(`http://news.example:${url.port}${to(target)}`, { maxRedirects: 3, reach: asked }),
		).rejects.toEqual(fails(code));
	});

	it('keep a POST only where the standard says so, and secrets only at their origin', async () => {
		const [one, two] = [await server(), await server()];
		const post = async (path: string) => {
			const answer = await ask(one + path, {
				method: 'POST',
				headers: { authorization: 'Bearer x', 'content-type': 'text/plain' },
				body: 'b',
				maxRedirects: 1,
			});
			return JSON.parse(answer.body.toString()) as unknown;
		};
		const whole = { method: 'POST', url: '/end', authorization: 'Bearer x', kind: 'text/plain' };
		expect(await post(to('/end', 307))).toEqual(whole);
		expect(await post(to('/end', 308))).toEqual(whole);
		const plain = { method: 'GET', url: '/end', authorization: 'Bearer x' };
		for (const status of [301, 302, 303]) expect(await post(to('/end', status))).toEqual(plain);
		expect(await post(to(`${two}/end`))).toEqual({ method: 'GET', url: '/end' });
	});
});
