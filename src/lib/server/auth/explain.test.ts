import { expect, test } from 'vitest';
import { Failure, FAILURES, type FailureCode } from '#lib/domain/failure.ts';
import { explain, isDatabaseAway } from './explain.ts';

const away = (code: string) => Object.assign(new Error('connect 10.0.0.7:5432'), { code });

test.each(Object.keys(FAILURES) as FailureCode[])('a refusal %s keeps its status', (code) => {
	const { status, body } = explain(new Failure(code, 'select secret from people'), 500);
	expect(status).toBe(FAILURES[code]);
	expect(body).toMatchObject({ code, status });
});

test.each([
	'ECONNREFUSED',
	'CONNECTION_CLOSED',
	'CONNECT_TIMEOUT',
	'57P01',
	'57P03',
	'08006',
	'53300',
])('%s, however deep, is a database that is away: 503', (code) => {
	const wrapped = new Error('Failed query', { cause: new Error('x', { cause: away(code) }) });
	expect(isDatabaseAway(wrapped)).toBe(true);
	expect(explain(wrapped, 500)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
});

test.each(['22021', '22P05'])('%s: nothing is called by a name with a NUL in it: 404', (code) => {
	const wrapped = new Error('Failed query', { cause: away(code) });
	expect(explain(wrapped, 500)).toMatchObject({ status: 404, body: { code: 'not_found' } });
});

test.each(['23505', '42P01', 'ERR_INVALID_ARG_TYPE'])('%s is not', (code) => {
	expect(isDatabaseAway(away(code))).toBe(false);
});

test.each([
	[404, 'not_found'],
	[405, 'invalid'],
	[413, 'too_large'],
	[500, 'unforeseen'],
] as const)('what kit answers with %i is %s', (status, code) => {
	expect(explain(new Error('x'), status)).toMatchObject({ status, body: { code, status } });
});

test.each([
	['multipart/form-data; boundary=zz', 'no part'],
	['text/plain', ''],
])('a form that cannot be read (%s) is refused and no failure of ours', async (type, body) => {
	const request = new Request('http://laurel.example/', {
		method: 'POST',
		headers: { 'content-type': type },
		body,
	});
	const thrown: unknown = await request.formData().catch((error: unknown) => error);
	expect(explain(thrown, 500)).toMatchObject({ status: 400, body: { code: 'invalid' } });
});

test('somebody who leaves while sending is no database that is away', () => {
	const aborted = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
	expect(explain(aborted, 500)).toMatchObject({ status: 400, body: { code: 'invalid' } });
});

test('no sentence tells what the error said', () => {
	for (const error of [
		new Error('secret'),
		new Failure('conflict', 'secret'),
		away('ECONNREFUSED'),
	]) {
		expect(JSON.stringify(explain(error, 500))).not.toMatch(/secret|10\.0\.0/);
	}
});
