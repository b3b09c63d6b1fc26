import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DELAYS_MS, isLongFailing, JITTER, nextAttempt, retryAfterMs } from './schedule.ts';

const HOUR = 3_600_000;
const failed = { status: 500, retryAfterMs: null };

describe('what follows an attempt', () => {
	it.each([200, 201, 204, 299])('%d delivers', (status) => {
		expect(nextAttempt(1, { ...failed, status }, 0)).toEqual({ state: 'delivered' });
	});

	it('is nothing, for ever, once the receiver says that it is gone', () => {
		expect(nextAttempt(1, { ...failed, status: 410 }, 0)).toEqual({ state: 'failed', gone: true });
	});

	it.each([null, 199, 302, 400, 404, 429, 500, 503])('is another one after %s', (status) => {
		expect(nextAttempt(1, { ...failed, status }, 0)).toEqual({ state: 'waiting', afterMs: 5_000 });
	});

	it('is the end after the tenth, about three days after the first', () => {
		expect(DELAYS_MS).toHaveLength(9);
		expect(nextAttempt(9, failed, 0)).toEqual({ state: 'waiting', afterMs: 24 * HOUR });
		expect(nextAttempt(10, failed, 0)).toEqual({ state: 'failed', gone: false });
		const days = DELAYS_MS.reduce((sum, ms) => sum + ms, 0) / (24 * HOUR);
		expect(days).toBeGreaterThan(3);
		expect(days).toBeLessThan(3.5);
	});

	it('waits the schedule’s time or up to a quarter more, whatever the chance', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: DELAYS_MS.length }),
				fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
				(attempt, chance) => {
					const next = nextAttempt(attempt, failed, chance);
					const delay = DELAYS_MS[attempt - 1]!;
					if (next.state !== 'waiting') return false;
					return next.afterMs >= delay && next.afterMs <= delay * (1 + JITTER);
				},
			),
		);
	});

	it('waits as long as the receiver asks, a day at most, and never shorter than the schedule', () => {
		const after = (attempt: number, retryAfter: number) =>
			nextAttempt(attempt, { status: 429, retryAfterMs: retryAfter }, 0);
		expect(after(1, 60_000)).toEqual({ state: 'waiting', afterMs: 60_000 });
		expect(after(1, 1_000)).toEqual({ state: 'waiting', afterMs: 5_000 });
		expect(after(1, 900 * HOUR)).toEqual({ state: 'waiting', afterMs: 24 * HOUR });
	});
});

describe('Retry-After', () => {
	const now = new Date('2027-03-01T12:00:00Z');
	it.each([
		[undefined, null],
		['', null],
		['soon', null],
		['-5', null],
		['0', 0],
		['120', 120_000],
		['Mon, 01 Mar 2027 12:00:30 GMT', 30_000],
		['Mon, 01 Mar 2027 11:00:00 GMT', 0],
	])('%j means %s ms', (header, ms) => {
		expect(retryAfterMs(header, now)).toBe(ms);
	});
});

describe('long failure', () => {
	const since = new Date('2027-03-01T12:00:00Z');
	const after = (hours: number) => new Date(since.getTime() + hours * HOUR);
	it.each([
		[2, 71.9, false],
		[2, 72, true],
		[19, 13, false],
		[20, 11.9, false],
		[20, 12, true],
	])('of %d attempts in %d hours: %s', (failures, hours, is) => {
		expect(isLongFailing(failures, since, after(hours))).toBe(is);
	});
});
