import { describe, expect, it } from 'vitest';
import { WORKING_HOURS, workingMinutes, type WorkingHours } from './working-hours.ts';

const between = (from: string, until: string, hours: WorkingHours = WORKING_HOURS) =>
	workingMinutes(new Date(from), new Date(until), 'Europe/Berlin', hours);

describe('working minutes', () => {
	it('are those of the zone’s own working day', () => {
		// Monday, 08:00 in Berlin is 07:00 UTC in winter.
		expect(between('2026-11-30T06:30:00Z', '2026-11-30T07:45:30Z')).toBe(45);
		expect(between('2026-11-30T16:30:00Z', '2026-11-30T20:00:00Z')).toBe(30);
		expect(between('2026-11-30T18:00:00Z', '2026-12-01T06:59:00Z')).toBe(0);
	});

	it('are none over a weekend, and whole days in between', () => {
		expect(between('2026-11-27T17:00:00Z', '2026-11-30T07:00:00Z')).toBe(0);
		expect(between('2026-11-26T17:00:00Z', '2026-11-30T08:00:00Z')).toBe(11 * 60);
	});

	it('reach over midnight where the hours do', () => {
		const night = { from: '22:00', to: '06:00', weekdays: [7] };
		expect(between('2026-11-29T20:00:00Z', '2026-11-30T09:00:00Z', night)).toBe(8 * 60);
		expect(between('2026-11-30T04:00:00Z', '2026-11-30T09:00:00Z', night)).toBe(60);
	});

	it('are at most those of two weeks, and none for a screen that nobody looks at', () => {
		expect(between('2020-01-01T00:00:00Z', '2026-11-30T18:00:00Z')).toBe(10 * 600);
		const never = { ...WORKING_HOURS, weekdays: [] };
		expect(between('2020-01-01T00:00:00Z', '2026-11-30T18:00:00Z', never)).toBe(0);
	});
});
