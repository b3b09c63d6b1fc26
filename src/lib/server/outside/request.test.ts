import { once } from 'node:events';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { OutsideCode } from '#lib/domain/outside/failure.ts';
import { at, HERE, serve, serveRaw } from '#tests/support/outside.ts';
import { PUBLIC, PUBLIC_AND_OWN } from './reach.ts';
import { requestOutside, type OutsideRequest } from './request.ts';

const ask = (url: string, more: Partial<OutsideRequest> = {}) =>
	requestOutside({ url, maxBytes: 1000, timeoutMs: 20_000, reach: HERE, ...more });

const fails = (code: OutsideCode) => expect.objectContaining({ name: 'OutsideFailure', code });

describe('a request to the outside', () => {
	it('sends what it is given and gives the answer, whatever its status', async () => {
		const url = await serve((req, res) => {
			void req.toArray().then((chunks: Buffer[]) => {
				res.writeHead(418, { 'x-kind': 'tea' });
				res.end(
					JSON.stringify({
						method: req.method,
						path: req.url,
						kind: req.headers['content-type'],
						length: req.headers['content-length'],
						agent: req.headers['user-agent'],
						cookie: req.headers.cookie ?? null,
						body: Buffer.concat(chunks).toString(),
					}),
				);
			});
		});
		const answer = await ask(`${url}/a?b=c#d`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: '{"ü":1}',
		});
		expect(answer).toMatchObject({ status: 418, url: `${url}/a?b=c`, isCut: false });
		expect(answer.headers['x-kind']).toBe('tea');
		expect(JSON.parse(answer.body.toString())).toEqual({
			method: 'POST',
			path: '/a?b=c',
			kind: 'application/json',
			length: '8',
			agent: 'Laurel',
			cookie: null,
			body: '{"ü":1}',
		});
	});

	it('names the host that was asked, and connects to the address that was judged', async () => {
		const url = new URL(await serve((req, res) => res.end(req.headers.host)));
		const answer = await ask(`http://news.example:${url.port}/`);
		expect(answer.body.toString()).toBe(`news.example:${url.port}`);
	});

	it('can be ended from outside', async () => {
		const asked = Promise.withResolvers<void>();
		const url = await serve(() => asked.resolve());
		const controller = new AbortController();
		const answer = ask(url, { signal: controller.signal });
		await asked.promise;
		controller.abort();
		await expect(answer).rejects.toEqual(fails('unreachable'));
	});
});

describe('addresses', () => {
	it.each([
		'http://127.0.0.1/',
		'http://2130706433/',
		'http://0177.1/',
		'http://[::1]/',
		'http://[::ffff:127.0.0.1]/',
		'http://169.254.169.254/latest/meta-data/',
		'https://10.0.0.1/',
		'http://localhost/',
	])('%s is not asked as something public', async (url) => {
		await expect(ask(url, { reach: PUBLIC })).rejects.toEqual(fails('forbidden_address'));
	});

	it.each(['ftp://a.example/', 'file:///etc/passwd', 'http://me:secret@a.example/'])(
		'%s is no address of the web',
		async (url) => {
			await expect(ask(url)).rejects.toEqual(fails('not_http'));
		},
	);

	it('of the public web have its two ports only', async () => {
		for (const port of [22, 25, 6379, 8080]) {
			await expect(ask(`http://8.8.8.8:${port}/`, { reach: PUBLIC })).rejects.toEqual(
				fails('forbidden_port'),
			);
		}
	});

	it('of the own network are asked where that is allowed, a cloud’s keys nowhere', async () => {
		const url = await serve((_, res) => res.end('inside'));
		const answer = await ask(url, { reach: PUBLIC_AND_OWN });
		expect(answer.body.toString()).toBe('inside');
		await expect(ask('http://169.254.169.254/latest/', { reach: PUBLIC_AND_OWN })).rejects.toEqual(
			fails('forbidden_address'),
		);
	});

	it('are refused altogether when one of a name’s is private', async () => {
		const resolve = () => Promise.resolve(at('8.8.8.8', '10.0.0.1'));
		await expect(ask('http://mixed.example/', { reach: { ...HERE, resolve } })).rejects.toEqual(
			fails('forbidden_address'),
		);
	});

	it('are looked up once, so that a name can’t be another’s between judging and asking', async () => {
		const url = new URL(await serve((_, res) => res.end('the judged one')));
		const answers = [at('127.0.0.1'), at('10.0.0.1')];
		const resolve = () => Promise.resolve(answers.shift()!);
		const answer = await ask(`http://rebinds.example:${url.port}/`, {
			reach: { ...HERE, resolve },
		});
		expect(answer.body.toString()).toBe('the judged one');
		expect(answers).toHaveLength(1);
	});

	it('that nobody has are unknown', async () => {
		const reject = { ...HERE, resolve: () => Promise.reject(new Error('ENOTFOUND')) };
		const none = { ...HERE, resolve: () => Promise.resolve([]) };
		for (const reach of [reject, none])
			await expect(ask('http://nobody.example/', { reach })).rejects.toEqual(fails('unknown_host'));
	});
});

describe('an answer', () => {
	it('that has no end is cut off, refused or cut', async () => {
		const url = await serve((_, res) => {
			const more = () => {
				while (!res.destroyed && res.write('x'.repeat(10_000)));
			};
			res.on('drain', more);
			more();
		});
		await expect(ask(url)).rejects.toEqual(fails('too_large'));
		const { body, isCut } = await ask(url, { larger: 'cut' });
		expect([body.length, isCut]).toEqual([1000, true]);
	});

	it.each([
		['gzip', gzipSync],
		['br', brotliCompressSync],
	])('that is a bomb of %s is refused before it goes off', async (coding, pack) => {
		const bomb = pack(Buffer.alloc(5_000_000));
		const url = await serve((_, res) =>
			res.writeHead(200, { 'content-encoding': coding }).end(bomb),
		);
		await expect(ask(url, { maxBytes: 100_000 })).rejects.toEqual(fails('too_large'));
	});

	it('that is packed unasked is unpacked; what nobody can unpack is refused', async () => {
		const url = await serve((req, res) => {
			const coding = req.url!.slice(1);
			const body = coding === 'gzip' ? gzipSync('hello') : 'hello';
			res.writeHead(200, { 'content-encoding': coding }).end(body);
		});
		expect((await ask(`${url}/gzip`)).body.toString()).toBe('hello');
		expect((await ask(`${url}/identity`)).body.toString()).toBe('hello');
		for (const coding of ['br', 'deflate', 'zstd', 'gzip,gzip', 'constructor'])
			await expect(ask(`${url}/${coding}`)).rejects.toEqual(fails('unreadable'));
	});

	it('that breaks off is none', async () => {
		const { url } = await serveRaw((socket) =>
			socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf'),
		);
		await expect(ask(url)).rejects.toEqual(fails('unreachable'));
	});

	it.each([
		['a greeting of another protocol', 'SSH-2.0-OpenSSH_9.2\r\n', 'unreadable'],
		['an endless head', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(20_000)}`, 'too_large'],
		['nothing at all', '', 'unreachable'],
		[
			'another protocol',
			'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n',
			'unreachable',
		],
	] as const)('that is %s is refused', async (_, text, code) => {
		const { url } = await serveRaw((socket) => socket.end(text));
		await expect(ask(url)).rejects.toEqual(fails(code));
	});

	it('that drips is ended when its time is over', async () => {
		const { url, sockets } = await serveRaw((socket) => {
			socket.write('HTTP/1.1 200 OK\r\n\r\n');
			const drip = setInterval(() => socket.write('.'), 5);
			socket.once('close', () => clearInterval(drip));
		});
		await expect(ask(url, { timeoutMs: 200, maxBytes: 1e9 })).rejects.toEqual(fails('too_slow'));
		if (!sockets[0]!.closed) await once(sockets[0]!, 'close');
	});

	it('of which nothing more comes is ended sooner, in its head and in its body', async () => {
		const silent = await serveRaw(() => undefined);
		await expect(ask(silent.url, { idleMs: 50 })).rejects.toEqual(fails('too_slow'));
		const begun = await serveRaw((socket) => socket.write('HTTP/1.1 200 OK\r\n\r\nso far'));
		await expect(ask(begun.url, { idleMs: 50 })).rejects.toEqual(fails('too_slow'));
	});

	it('does not come where nobody listens, or not by TLS', async () => {
		const { url } = await serveRaw((socket) => socket.end('no TLS'));
		await expect(ask(url.replace('http:', 'https:'))).rejects.toEqual(fails('unreadable'));
		await expect(ask('http://127.0.0.1:1/')).rejects.toEqual(fails('unreachable'));
	});

	it('is not waited for while a name is looked up for ever', async () => {
		const resolve = () => new Promise<never>(() => undefined);
		await expect(
			ask('http://slow.example/', { timeoutMs: 20, reach: { ...HERE, resolve } }),
		).rejects.toEqual(fails('too_slow'));
	});
});
