import { expect, it } from 'vitest';
import { mondayOf } from './week.ts';

it.each([
	['2026-11-30', '2026-11-30'],
	['2026-12-06', '2026-11-30'],
	['2027-01-01', '2026-12-28'],
	['2027-02-30', null],
	['soon', null],
])('the week of %s begins on %s', (day, monday) => {
	expect(mondayOf(day)).toBe(monday);
});
