import { describe, expect, it } from 'vitest';
import { sinceDays, sinceTime } from './since.ts';

describe('how long ago', () => {
	it('is told in whole days', () => {
		const now = Date.parse('2026-11-23T14:00:00Z');
		expect(sinceDays('2026-11-23T13:59:00Z', now)).toBe('today');
		expect(sinceDays('2026-11-22T13:59:00Z', now)).toBe('yesterday');
		expect(sinceDays('2026-11-16T13:59:00Z', now)).toBe('7 days ago');
		expect(sinceDays('2026-11-24T13:59:00Z', now)).toBe('today');
	});
});

describe('since when', () => {
	it('is the time of day, with the weekday after half a day and the date after six', () => {
		const now = Date.parse('2026-11-23T14:00:00Z');
		const hours = (count: number) => sinceTime(now - count * 3_600_000, now, 'UTC');
		expect(hours(0.5)).toBe('13:30');
		expect(hours(12)).toBe('02:00');
		expect(hours(64)).toMatch(/^Fri[, ]+22:00$/);
		expect(hours(24 * 7)).toMatch(/^Mon[, ]+16 Nov.*14:00$/);
	});
});
