import { describe, expect, it } from 'vitest';
import { jsonDepth, MAX_BODY_BYTES, readJson, readStorableJson } from './body.ts';
import { ProblemAnswer } from './problem.ts';

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

	it('answers 415 to another type and to a compressed one', async () => {
		const wrong: Record<string, string>[] = [
			{ 'content-type': 'text/csv' },
			{ 'content-type': '' },
			{ 'content-encoding': 'gzip' },
		];
		for (const headers of wrong) {
			await expect(readJson(request('{}', headers))).rejects.toSatisfy(
				(error) => error instanceof ProblemAnswer && error.response.status === 415,
			);
		}
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
