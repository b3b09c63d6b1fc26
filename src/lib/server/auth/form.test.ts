import { describe, expect, it } from 'vitest';
import { Failure } from '#lib/domain/failure.ts';
import { refusal } from './form.ts';

describe('a form that was refused', () => {
	it('answers with its status, the reason to word it by, and what was typed', () => {
		const errors = [{ path: 'email', message: 'email' }];
		const answer = refusal(new Failure('invalid', 'No.', { errors }), { email: 'mira@' });
		expect(answer.status).toBe(422);
		expect(answer.data).toEqual({
			problem: 'invalid',
			errors,
			waitSeconds: 0,
			kept: { email: 'mira@' },
		});
	});

	it('gives the Failure’s own reason before its code', () => {
		const thrown = new Failure('too_many', 'Wait.', { reason: 'throttled', retryAfterSeconds: 4 });
		expect(refusal(thrown, {}).data.problem).toBe('throttled');
	});

	it('tells page and browser how long to wait, and only when there is something to wait for', () => {
		const sent: Record<string, string>[] = [];
		const send = (headers: Record<string, string>) => void sent.push(headers);
		const throttled = new Failure('too_many', 'Wait.', { retryAfterSeconds: 4 });
		expect(refusal(throttled, {}, send).data.waitSeconds).toBe(4);
		expect(sent).toEqual([{ 'retry-after': '4' }]);
		refusal(new Failure('not_found', 'Nobody.'), {}, send);
		expect(sent).toHaveLength(1);
		expect(refusal(throttled, {}).data.waitSeconds).toBe(4);
	});

	it.each([
		['a mistake of ours', new TypeError('x is not a function')],
		['a database that is away', new Failure('unavailable', 'Try again.')],
	])('throws %s on, because typing mends nothing', (_, thrown) => {
		expect(() => refusal(thrown, {})).toThrow(thrown);
	});
});
