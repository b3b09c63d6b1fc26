import { describe, expect, it } from 'vitest';
import { Failure } from '#lib/domain/failure.ts';
import { createRateLimit } from './rate-limit.ts';

const at = (ms: number) => new Date(1_000_000 + ms);

describe('the rate limit', () => {
	it('lets so many pass at once, then says how long to wait', () => {
		const limit = createRateLimit(60);
		for (let n = 0; n < 60; n++) limit.take('a', at(0));
		let refused: unknown;
		try {
			limit.take('a', at(0));
		} catch (error) {
			refused = error;
		}
		expect(refused).toBeInstanceOf(Failure);
		expect(refused).toMatchObject({ code: 'too_many', retryAfterSeconds: 1 });
	});

	it('fills up evenly, and a refusal costs nothing', () => {
		const limit = createRateLimit(60);
		for (let n = 0; n < 60; n++) limit.take('a', at(0));
		for (let n = 0; n < 10; n++) expect(() => limit.take('a', at(500))).toThrow();
		limit.take('a', at(1000));
		expect(() => limit.take('a', at(1001))).toThrow();
	});

	it('says what is left, and when all is there again', () => {
		const limit = createRateLimit(60);
		const policy = '"token";q=60;w=60';
		expect(limit.take('a', at(0))).toEqual({
			...{ 'ratelimit-policy': policy, ratelimit: '"token";r=59;t=1' },
		});
		for (let n = 0; n < 9; n++) limit.take('a', at(0));
		expect(limit.take('a', at(1500)).ratelimit).toBe('"token";r=50;t=10');
		expect(limit.refused()).toEqual({ 'ratelimit-policy': policy, ratelimit: '"token";r=0;t=60' });
	});

	it('counts each token apart, and is not confused by instants that run backwards', () => {
		const limit = createRateLimit(2);
		limit.take('a', at(10));
		limit.take('a', at(0));
		expect(() => limit.take('a', at(5))).toThrow();
		limit.take('b', at(0));
	});

	it('forgets the token that asked longest ago when there are too many to remember', () => {
		const limit = createRateLimit(1);
		for (let n = 0; n < 10_000; n++) limit.take(`token-${n}`, at(0));
		expect(() => limit.take('token-0', at(0))).toThrow();
		limit.take('one-more', at(0));
		expect(() => limit.take('token-1', at(0))).toThrow();
		limit.take('token-0', at(0));
	});
});
