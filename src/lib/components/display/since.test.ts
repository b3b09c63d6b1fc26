import { describe, expect, it } from 'vitest';
import { sinceDays } from './since.ts';

describe('how long ago', () => {
	it('is told in whole days', () => {
		const now = Date.parse('2026-11-23T14:00:00Z');
		expect(sinceDays('2026-11-23T13:59:00Z', now)).toBe('today');
		expect(sinceDays('2026-11-22T13:59:00Z', now)).toBe('yesterday');
		expect(sinceDays('2026-11-16T13:59:00Z', now)).toBe('7 days ago');
		expect(sinceDays('2026-11-24T13:59:00Z', now)).toBe('today');
	});
});
