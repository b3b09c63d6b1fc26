import { expect, test } from 'vitest';
import { addMonths, monthOf } from './months.ts';

test('a month is the zone’s own', () => {
	const at = new Date('2026-01-31T23:30:00Z');
	expect(monthOf(at, 'UTC')).toBe('2026-01');
	expect(monthOf(at, 'Europe/Stockholm')).toBe('2026-02');
});

test('months go over the year in both directions', () => {
	expect(addMonths('2026-11', 3)).toBe('2027-02');
	expect(addMonths('2026-02', -3)).toBe('2025-11');
	expect(addMonths('2026-12', 0)).toBe('2026-12');
});
