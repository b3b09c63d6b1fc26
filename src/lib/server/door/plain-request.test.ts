import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPlain } from './plain-request.ts';
import { visitOf, type Visit } from './visit.ts';

const LINES = ['Host: go.example.com', 'User-Agent: Mozilla/5.0 (X11; Linux x86_64)'];
const request = (lines: readonly string[], first = 'GET /r/abcd2345?x=1 HTTP/1.1') =>
	Buffer.from(`${[first, ...lines].join('\r\n')}\r\n\r\n`, 'latin1');
const read = (lines: readonly string[], first?: string) =>
	readPlain(request(lines, first), '192.0.2.1');

describe('a plain request for a link', () => {
	it('is read as the door looks at it', () => {
		const lines = [
			...LINES,
			'accept: text/html',
			'CONNECTION: Keep-Alive',
			'X-Forwarded-For:  203.0.113.7, 198.51.100.1\t',
			'Sec-Purpose: prefetch',
			'X-Purpose: preview',
		];
		expect(read(lines)).toEqual({
			target: '/r/abcd2345?x=1',
			visit: {
				method: 'GET',
				remoteAddress: '192.0.2.1',
				userAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
				forwardedFor: '203.0.113.7, 198.51.100.1',
				secPurpose: 'prefetch',
				purpose: 'preview',
			},
		});
		expect(read([...lines, 'Purpose: prerender'])?.visit.purpose).toBe('prerender');
		expect(read(['Host: a'])?.visit.userAgent).toBeUndefined();
	});

	it.each([
		['another method', LINES, 'POST /r/abcd2345 HTTP/1.1'],
		['another path', LINES, 'GET /contests HTTP/1.1'],
		['another version', LINES, 'GET /r/abcd2345 HTTP/1.0'],
		['a whole address', LINES, 'GET http://go.example.com/r/abcd2345 HTTP/1.1'],
		['a space in the path', LINES, 'GET /r/abcd 2345 HTTP/1.1'],
		['no host', LINES.slice(1), undefined],
		['a body', [...LINES, 'Content-Length: 5'], undefined],
		['chunks', [...LINES, 'Transfer-Encoding: chunked'], undefined],
		['a session', [...LINES, 'Cookie: laurel_session=1'], undefined],
		['an expectation', [...LINES, 'Expect: 100-continue'], undefined],
		['an upgrade', [...LINES, 'Upgrade: websocket'], undefined],
		['trailers', [...LINES, 'Trailer: x'], undefined],
		['the end of the connection', [...LINES, 'Connection: close'], undefined],
		['it by a proxy’s word', [...LINES, 'Proxy-Connection: close'], undefined],
		['a folded line', [...LINES, 'X-Long: a', ' b'], undefined],
		['a space before the colon', [...LINES, 'Content-Length : 5'], undefined],
		['a bare line feed', [...LINES, 'X-One: a\nContent-Length: 5'], undefined],
		['a bare carriage return', [...LINES, 'X-One: a\rContent-Length: 5'], undefined],
		['a letter outside of ASCII', [...LINES, 'X-One: é'], undefined],
		['a NUL', [...LINES, 'X-One: \0'], undefined],
		['more than one request', [...LINES, '', 'GET /r/abcd2345 HTTP/1.1', ...LINES], undefined],
		['more than fits', [...LINES, `X-Long: ${'a'.repeat(4_096)}`], undefined],
	])('is none with %s', (_what, lines, first) => {
		expect(read(lines, first)).toBeNull();
	});

	it.each([
		'Host',
		'Connection',
		'User-Agent',
		'X-Forwarded-For',
		'Sec-Purpose',
		'Purpose',
		'X-Purpose',
	])('is none with two of %s', (name) => {
		const once = [...LINES.filter((line) => !line.startsWith(name)), `${name}: keep-alive`];
		expect(read(once)).not.toBeNull();
		expect(read([...once, `${name.toLowerCase()}: keep-alive`])).toBeNull();
	});

	it('is none before all of it is there', () => {
		const whole = request(LINES);
		for (let length = 0; length < whole.length; length++)
			expect(readPlain(whole.subarray(0, length), undefined)).toBeNull();
	});
});

describe('what is read as plain', () => {
	let server: Server;
	let seen: { target: string | undefined; visit: Visit; body: string }[] = [];
	beforeAll(async () => {
		server = createServer((req: IncomingMessage, res) => {
			const visit = { ...visitOf(req), remoteAddress: undefined };
			let body = '';
			req.on('data', (chunk: Buffer) => (body += chunk.toString('latin1')));
			req.on('end', () => {
				seen.push({ target: req.url, visit, body });
				res.end();
			});
		});
		await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	});
	afterAll(() => void server.close());

	/** What Node's own parser makes of it, and whether it keeps the connection. */
	async function byNode(bytes: Buffer): Promise<{ seen: typeof seen; answer: string }> {
		seen = [];
		const { port } = server.address() as AddressInfo;
		const socket = connect({ port, host: '127.0.0.1' });
		let answer = '';
		socket.setEncoding('latin1').on('data', (text: string) => (answer += text));
		socket.end(bytes);
		await new Promise((closed) => socket.on('close', closed));
		return { seen, answer };
	}

	/** Mostly of the form that is plain, with what somebody might try. */
	const piece = fc.oneof(
		{
			weight: 6,
			arbitrary: fc.constantFrom('a', '1', '/', '?', '#', '%41', '"', '\\', '{', '~', '-', '_'),
		},
		{ weight: 1, arbitrary: fc.string({ unit: 'binary-ascii', maxLength: 2 }) },
	);
	const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
	const names = fc.constantFrom(
		...['User-Agent', 'X-Forwarded-For', 'Purpose', 'X-Purpose', 'Sec-Purpose', 'Accept', 'Via'],
		...[
			'Content-Length',
			'Connection',
			'Keep-Alive',
			'TE',
			'Origin',
			'If-None-Match',
			'x-method-override',
		],
	);
	const values = fc.oneof(
		{ weight: 4, arbitrary: text },
		fc.constantFrom('0', '5', 'keep-alive', 'close', ' spaces \t', '', 'chunked', 'a:b, c'),
	);
	const header = fc.tuple(names, fc.constantFrom(':', ': ', ':\t', ' :'), values);

	it('is read the same by Node’s parser, and is one whole request to it', async () => {
		let plain = 0;
		await fc.assert(
			fc.asyncProperty(text, fc.array(header, { maxLength: 5 }), async (path, headers) => {
				const lines = ['Host: a', ...headers.map((parts) => parts.join(''))];
				const bytes = request(lines, `GET /r/${path} HTTP/1.1`);
				const mine = readPlain(bytes, undefined);
				if (!mine) return;
				plain++;
				const { seen, answer } = await byNode(bytes);
				expect(seen).toEqual([{ ...mine, body: '' }]);
				expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
				expect(answer).toContain('Connection: keep-alive');
			}),
			{ numRuns: 600 },
		);
		expect(plain).toBeGreaterThan(60);
	});
});
