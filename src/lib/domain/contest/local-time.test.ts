import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, localOf, localText, wallTime } from './local-time.ts';

const iso = (local: string, zone: string) => instantOf(local, zone)?.toISOString() ?? null;

describe('a local date-time', () => {
	it.each([
		['2026-10-01T09:00', 'Europe/Stockholm', '2026-10-01T07:00:00.000Z'],
		['2026-12-01T09:00', 'Europe/Stockholm', '2026-12-01T08:00:00.000Z'],
		['2026-10-01T09:00:30.5', 'Asia/Kolkata', '2026-10-01T03:30:30.500Z'],
		['2026-07-01T00:00', 'America/Los_Angeles', '2026-07-01T07:00:00.000Z'],
		['2026-01-01T00:00', 'Pacific/Kiritimati', '2025-12-31T10:00:00.000Z'],
		[' 2026-01-01T00:00 ', 'UTC', '2026-01-01T00:00:00.000Z'],
	])('%s in %s is %s', (local, zone, instant) => {
		expect(iso(local, zone)).toBe(instant);
	});

	it('that comes twice is the first, and the second carries its offset', () => {
		expect(iso('2026-10-25T02:30', 'Europe/Stockholm')).toBe('2026-10-25T00:30:00.000Z');
		const second = new Date('2026-10-25T01:30:00Z');
		expect(localOf(second, 'Europe/Stockholm')).toBe('2026-10-25T02:30+01:00');
		expect(instantOf('2026-10-25T02:30+01:00', 'Europe/Stockholm')).toEqual(second);
	});

	it('that comes twice west of Greenwich carries an offset that is behind', () => {
		const second = new Date('2026-11-01T06:30:00Z');
		expect(iso('2026-11-01T01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
		expect(localOf(second, 'America/New_York')).toBe('2026-11-01T01:30-05:00');
		expect(instantOf('2026-11-01T01:30-05:00', 'America/New_York')).toEqual(second);
	});

	it('that comes twice on the meridian carries an offset of nothing', () => {
		const second = new Date('2026-10-25T01:30:00Z');
		expect(localOf(second, 'Europe/London')).toBe('2026-10-25T01:30+00:00');
		expect(instantOf('2026-10-25T01:30+00:00', 'Europe/London')).toEqual(second);
	});

	it('that a clock skips counts on from before the gap', () => {
		expect(iso('2026-03-29T02:30', 'Europe/Stockholm')).toBe('2026-03-29T01:30:00.000Z');
		expect(localOf(new Date('2026-03-29T01:30:00Z'), 'Europe/Stockholm')).toBe('2026-03-29T03:30');
	});

	it.each([
		'',
		'soon',
		'2026-02-30T00:00',
		'2026-13-01T00:00',
		'2026-00-01T00:00',
		'2026-10-00T00:00',
		'0099-01-01T00:00',
		'2026-10-01',
		'2026-10-01T24:00',
		'2026-10-01T09:60',
		'2026-10-01T09:00:60',
		'soonZ',
		'2026-02-30T00:00Z',
	])('%j is none', (local) => {
		expect(instantOf(local, 'UTC')).toBeNull();
	});

	it('is the same instant again, in every zone and at every instant', () => {
		const zones = ['Europe/Stockholm', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
		const from = Date.parse('2024-01-01T00:00:00Z');
		const instants = fc.integer({ min: 0, max: 4 * 366 * 86_400_000 }).map((ms) => from + ms);
		fc.assert(
			fc.property(instants, fc.constantFrom(...zones), (at, zone) => {
				expect(instantOf(localOf(new Date(at), zone), zone)?.getTime()).toBe(at);
			}),
		);
	});

	it('is read with space around it', () => {
		expect(wallTime(' 2026-10-01T09:00 ')).toBe(Date.parse('2026-10-01T09:00:00Z'));
		expect(iso(' 2026-10-01T09:00Z ', 'Europe/Stockholm')).toBe('2026-10-01T09:00:00.000Z');
	});

	it('is as short as it can be', () => {
		const wall = wallTime('2026-10-01T09:00')!;
		expect(localText(wall)).toBe('2026-10-01T09:00');
		expect(localText(wall + 1_000)).toBe('2026-10-01T09:00:01');
		expect(localText(wall + 5)).toBe('2026-10-01T09:00:00.005');
	});
});
