import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { parse } from './context.ts';

const schema = z.strictObject({ name: z.string(), inner: z.strictObject({ n: z.int() }) });

function errorsOf(value: unknown): unknown {
	try {
		return parse(schema, value);
	} catch (error) {
		return error instanceof Failure ? [error.code, error.errors] : error;
	}
}

describe('parsing input', () => {
	it('gives what the schema makes of it', () => {
		const value = { name: 'Autumn', inner: { n: 1 } };
		expect(parse(schema, value)).toEqual(value);
	});

	it('names the path of every error, joined by dots', () => {
		expect(errorsOf({ name: 1, inner: { n: 'x' } })).toEqual([
			'invalid',
			[
				{ path: 'name', message: expect.stringContaining('string') as string },
				{ path: 'inner.n', message: expect.stringContaining('number') as string },
			],
		]);
	});

	it('names each field that nobody knows by its own path', () => {
		const unknown = 'there is no such field';
		expect(errorsOf({ name: 'a', inner: { n: 1, m: 2 }, more: 3, rest: 4 })).toEqual([
			'invalid',
			[
				{ path: 'inner.m', message: unknown },
				{ path: 'more', message: unknown },
				{ path: 'rest', message: unknown },
			],
		]);
	});
});
