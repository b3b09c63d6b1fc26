import { error, type NumericRange } from '@sveltejs/kit';
import { describe, expect, it, vi } from 'vitest';
import { Failure } from '#lib/domain/failure.ts';
import { problemOf } from './problem.ts';

const read = async (error: unknown) => {
	const unforeseen = vi.fn();
	const response = problemOf(error, unforeseen);
	return { response, body: await response.json(), unforeseen };
};

describe('what was thrown, as problem details', () => {
	it('says how long to wait', async () => {
		const { response, body } = await read(
			new Failure('too_many', 'Too many.', { retryAfterSeconds: 7 }),
		);
		expect(response.status).toBe(429);
		expect(response.headers.get('retry-after')).toBe('7');
		expect(body).toEqual({
			type: 'urn:laurel:problem:too_many',
			title: 'Too many requests',
			status: 429,
			detail: 'Too many.',
		});
	});

	it('says which fields are wrong', async () => {
		const errors = [{ path: 'people.0.name', message: 'must not be empty' }];
		const { response, body } = await read(new Failure('invalid', 'Wrong.', { errors }));
		expect(response.status).toBe(422);
		expect(body.errors).toEqual(errors);
	});

	it('is 503 while the database is away or two transactions waited for one another', async () => {
		for (const code of ['ECONNREFUSED', '57P01', '40P01', '40001']) {
			const cause = Object.assign(new Error('secret table'), { code });
			const { response, body } = await read(new Error('query failed', { cause }));
			expect(response.status).toBe(503);
			expect(response.headers.get('retry-after')).toBe('5');
			expect(JSON.stringify(body)).not.toContain('secret');
		}
	});

	it('is 500 without a word of what was not foreseen, which goes to the log', async () => {
		const error = new Error('column "password_hash" does not exist');
		const { response, body, unforeseen } = await read(error);
		expect(response.status).toBe(500);
		expect(JSON.stringify(body)).not.toContain('password_hash');
		expect(unforeseen).toHaveBeenCalledWith(error);
	});

	it('copes with whatever is thrown', async () => {
		for (const odd of [undefined, null, 'text', 7])
			expect((await read(odd)).response.status).toBe(500);
	});

	it('is 422 for an address with a NUL, which no text of the database holds', async () => {
		const cause = Object.assign(new Error('invalid byte sequence'), { code: '22021' });
		const { response, unforeseen } = await read(new Error('query failed', { cause }));
		expect([response.status, unforeseen.mock.calls]).toEqual([422, []]);
	});

	it('is 413 when the server in front of the routes found the body too large', async () => {
		const kits = (status: NumericRange<400, 599>) => {
			try {
				error(status, 'Content-length exceeds the limit');
			} catch (thrown) {
				return read(thrown);
			}
		};
		const answer = await kits(413);
		expect(answer?.response.status).toBe(413);
		expect(answer?.body).toMatchObject({ detail: 'The body is too large.' });
		expect((await kits(400))?.response.status).toBe(500);
		// What the adapter throws of a body without a length is no HttpError of SvelteKit's.
		const found = Object.assign(new Error('exceeded BODY_SIZE_LIMIT'), { status: 413 });
		const { response, unforeseen } = await read(found);
		expect([response.status, unforeseen.mock.calls]).toEqual([413, []]);
	});
});
