import { describe, expect, it } from 'vitest';
import { Failure, FAILURES, type FailureCode } from './failure.ts';

describe('a failure', () => {
	it.each(Object.entries(FAILURES))('of code %s has status %d', (code, status) => {
		expect(new Failure(code as FailureCode, 'why').status).toBe(status);
	});

	it('carries what the edge needs to answer', () => {
		const cause = new Error('below');
		const errors = [{ path: 'name', message: 'must not be empty' }];
		const failure = new Failure('too_many', 'Slow down.', {
			reason: 'sign_in',
			errors,
			retryAfterSeconds: 8,
			cause,
		});
		expect(failure).toMatchObject({
			name: 'Failure',
			message: 'Slow down.',
			reason: 'sign_in',
			errors,
			retryAfterSeconds: 8,
			cause,
		});
		expect(failure).toBeInstanceOf(Error);
		expect(new Failure('invalid', 'No.').errors).toEqual([]);
	});
});
