import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { jsonDepth, MAX_BODY_BYTES, readJson, readSigned, readStorableJson } from './body.ts';
import { ProblemAnswer } from './problem.ts';

const MB = 1024 * 1024;

const request = (body: BodyInit, headers: Record<string, string> = {}) =>
	new Request('http://localhost', {
		method: 'POST',
		body,
		headers: { 'content-type': 'application/json', ...headers },
		duplex: 'half',
	} as RequestInit);

describe('a body', () => {
	it('is JSON, also with a charset or a +json type', async () => {
		const type = { 'content-type': 'Application/JSON; charset=utf-8' };
		expect(await readJson(request('{"a":[1]}', type))).toEqual({ a: [1] });
		expect(await readJson(request('7', { 'content-type': 'application/merge+json' }))).toBe(7);
	});

	it.each(['', '{', '{"a":1}}', 'NaN', '\ufeff', "{'a':1}"])('is refused as %j', async (text) => {
		await expect(readJson(request(text))).rejects.toMatchObject({ code: 'invalid' });
	});

	it('is refused when it is not UTF-8', async () => {
		const latin = new Uint8Array([0x22, 0xe5, 0x22]);
		await expect(readJson(request(latin))).rejects.toMatchObject({ code: 'invalid' });
	});

	it('is refused when it nests deep, before anything walks it', async () => {
		const deep = '['.repeat(100_000) + ']'.repeat(100_000);
		await expect(readJson(request(deep))).rejects.toMatchObject({ code: 'invalid' });
		expect(jsonDepth('{"a":"[[[[","b":["\\"[{"]}')).toBe(2);
	});

	it('answers 415 to another type and to a packing that nobody knows', async () => {
		const wrong: Record<string, string>[] = [
			{ 'content-type': 'text/csv' },
			{ 'content-type': '' },
			{ 'content-encoding': 'zstd' },
			{ 'content-encoding': 'gzip, gzip' },
		];
		for (const headers of wrong) {
			await expect(readJson(request('{}', headers))).rejects.toSatisfy(
				(error) => error instanceof ProblemAnswer && error.response.status === 415,
			);
		}
		const told = await readJson(request('{}', { 'content-encoding': 'zstd' })).catch(
			(error: unknown) => (error as ProblemAnswer).response.headers.get('accept-encoding'),
		);
		expect(told).toBe('gzip, deflate, br');
	});

	const packings: [string, (bytes: Uint8Array) => Uint8Array<ArrayBuffer>][] = [
		['gzip', gzipSync],
		['X-GZIP', gzipSync],
		['deflate', deflateSync],
		['br', brotliCompressSync],
	];
	it.each(packings)('may come packed by %s; what was signed is what came', async (coding, pack) => {
		const sent = pack(Buffer.from('{"a":"å"}'));
		const { bytes, value } = await readSigned(request(sent, { 'content-encoding': coding }));
		expect(value).toEqual({ a: 'å' });
		expect(bytes.equals(sent)).toBe(true);
	});

	it.each(packings)(
		'is refused when it is not %s as it says, or breaks off',
		async (coding, pack) => {
			const whole = pack(Buffer.from(`{"a":"${'x'.repeat(100)}"}`));
			for (const sent of ['', '{}', whole.subarray(0, -9), pack(Buffer.from('{'))]) {
				const read = readJson(request(sent, { 'content-encoding': coding }));
				await expect(read).rejects.toMatchObject({ code: 'invalid' });
			}
		},
	);

	it.each(packings)('is too large when a gigabyte is packed by %s', async (coding, pack) => {
		// A packed piece may follow another, but for deflate and br, of which the first is more than enough.
		const bomb = Buffer.concat(Array(16).fill(pack(Buffer.alloc(64 * MB))));
		const read = readJson(request(bomb, { 'content-encoding': coding }));
		await expect(read).rejects.toMatchObject({ code: 'too_large' });
	});

	it('is left after its first 8 MB: most of a megabyte that unpacks to a gigabyte is never read', async () => {
		const piece = gzipSync(Buffer.alloc(64 * MB));
		let given = 0;
		const bomb = new ReadableStream<Uint8Array>({
			pull(controller) {
				const from = given % piece.length;
				const part = piece.subarray(from, from + 1024);
				given += part.length;
				controller.enqueue(part);
				if (given === 16 * piece.length) controller.close();
			},
		});
		await expect(readJson(request(bomb, { 'content-encoding': 'gzip' }))).rejects.toMatchObject({
			code: 'too_large',
		});
		expect(16 * piece.length).toBeGreaterThan(MB * 0.9);
		expect(given).toBeLessThan(MB / 4);
	});

	it('is too large when more than the limit comes, however little that unpacks to', async () => {
		const nothing = Buffer.concat(Array<Buffer>(4096).fill(gzipSync('')));
		const endless = new ReadableStream({ pull: (controller) => controller.enqueue(nothing) });
		await expect(readJson(request(endless, { 'content-encoding': 'gzip' }))).rejects.toMatchObject({
			code: 'too_large',
		});
	});

	it('passes on why a sender broke off', async () => {
		const gone = new ReadableStream({
			pull: (controller) => controller.error(new Error('aborted')),
		});
		const read = readJson(request(gone, { 'content-encoding': 'gzip' }));
		await expect(read).rejects.toThrow('aborted');
	});

	it('is refused as too large by its length, or once too much has come', async () => {
		const claimed = request('{}', { 'content-length': String(MAX_BODY_BYTES + 1) });
		await expect(readJson(claimed)).rejects.toMatchObject({ code: 'too_large' });
		let sent = 0;
		const endless = new ReadableStream({
			pull(controller) {
				sent += 65_536;
				controller.enqueue(new Uint8Array(65_536));
			},
		});
		await expect(readJson(request(endless))).rejects.toMatchObject({ code: 'too_large' });
		expect(sent).toBeLessThan(MAX_BODY_BYTES + 3 * 65_536);
	});

	it('is refused when it holds what cannot be stored', async () => {
		await expect(readStorableJson(request('{"a":"\\u0000"}'))).rejects.toMatchObject({
			code: 'invalid',
		});
		expect(await readJson(request('{"a":"\\u0000"}'))).toEqual({ a: '\0' });
	});

	it('is refused when there is none, or when nobody says what it is', async () => {
		const headers = { 'content-type': 'application/json' };
		const empty = new Request('http://localhost', { method: 'POST', headers });
		await expect(readJson(empty)).rejects.toMatchObject({ code: 'invalid' });
		const untold = new Request('http://localhost', { method: 'POST' });
		const thrown = await readJson(untold).catch((error: unknown) => error);
		expect(thrown).toBeInstanceOf(ProblemAnswer);
		expect((thrown as ProblemAnswer).response.status).toBe(415);
	});
});
