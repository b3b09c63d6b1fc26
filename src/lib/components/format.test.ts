import { afterEach, describe, expect, it } from 'vitest';
import { getLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import {
	ago,
	city,
	clock,
	day,
	elapsed,
	moment,
	money,
	number,
	place,
	timeLeft,
	weekdayText,
} from './format.ts';

const english = getLocale;
/** A page in Swedish, as soon as somebody adds that catalogue. */
const inSwedish = () => overwriteGetLocale(() => 'sv' as ReturnType<typeof getLocale>);
afterEach(() => overwriteGetLocale(english));

describe('figures', () => {
	it('carry separators', () => {
		expect(number(1234567)).toBe('1,234,567');
	});

	it.each([
		[1, '1st'],
		[2, '2nd'],
		[3, '3rd'],
		[4, '4th'],
		[11, '11th'],
		[12, '12th'],
		[13, '13th'],
		[21, '21st'],
		[1002, '1,002nd'],
	])('say place %i as “%s”', (rank, text) => {
		expect(place(rank)).toBe(text);
	});

	it('say a place with a full stop where the language is not English', () => {
		inSwedish();
		expect(place(3)).toBe('3.');
	});

	it('show money without cents where there are none, and both digits where there are', () => {
		expect(money('500', 'EUR')).toBe('€500');
		expect(money('500.00', 'EUR')).toBe('€500');
		expect(money('99.5', 'USD')).toBe('$99.50');
		expect(money('12000', 'SEK')).toBe('kr\u00a012,000');
	});
});

describe('how long ago', () => {
	it.each([
		[0, 'now'],
		[-5, 'now'],
		[59, 'now'],
		[60, '1 minute ago'],
		[3 * 3600 + 59, '3 hours ago'],
		[86_400, 'yesterday'],
		[5 * 86_400, '5 days ago'],
	])('%d seconds are %j', (seconds, text) => {
		const now = new Date('2026-11-10T12:00:00Z');
		const at = new Date(now.getTime() - seconds * 1000).toISOString();
		expect(ago(at, now.toISOString())).toBe(text);
	});
});

describe('times', () => {
	it('are told in the contest’s zone, not the reader’s', () => {
		const at = '2026-12-31T23:30:00Z';
		expect(moment(at, 'Europe/Stockholm', new Date('2027-03-01T12:00:00Z'))).toBe('1 Jan, 00:30');
		expect(moment(at, 'America/New_York', new Date('2026-11-01T12:00:00Z'))).toBe('31 Dec, 18:30');
		expect(clock(at, 'Asia/Kolkata')).toBe('05:00:00');
	});

	it('bear the year where it is not the one that the contest’s own zone has now', () => {
		const at = '2026-12-31T23:30:00Z';
		const midnight = new Date('2027-01-01T00:00:00Z');
		expect(moment(at, 'Europe/Stockholm', midnight)).toBe('1 Jan, 00:30');
		expect(moment(at, 'America/New_York', midnight)).toBe('31 Dec, 18:30');
		const later = new Date('2027-01-01T05:00:00Z');
		expect(moment(at, 'America/New_York', later)).toBe('31 Dec 2026, 18:30');
		expect(moment(at, 'Europe/Stockholm', new Date(at))).toBe('1 Jan, 00:30');
		expect(moment(at, 'UTC', new Date('2025-12-31T23:30:00Z'))).toBe('31 Dec 2026, 23:30');
		expect(moment('2001-05-02T10:00:00Z', 'UTC')).toBe('2 May 2001, 10:00');
		expect(moment(at, 'UTC', null)).toBe('31 Dec 2026, 23:30');
	});

	it('use the words of the reader’s own language', () => {
		inSwedish();
		expect(day('2026-11-23', 'UTC', new Date('2026-11-30'))).toBe('måndag 23 november');
	});

	it('name a calendar day without shifting it', () => {
		const now = new Date('2026-01-01T00:30:00Z');
		expect(day('2026-11-23', 'UTC', now)).toBe('Monday 23 November');
		expect(day('2026-01-01', 'UTC', now)).toBe('Thursday 1 January');
		expect(day('2025-12-31', 'America/New_York', now)).toBe('Wednesday 31 December');
		expect(day('2025-12-31', 'UTC', now)).toMatch(/^Wednesday,? 31 December 2025$/);
	});

	it('name a weekday at length and for short, Monday first', () => {
		expect(weekdayText(0)).toBe('Monday');
		expect(weekdayText(6, 'short')).toBe('Sun');
		inSwedish();
		expect(weekdayText(0, 'short')).toBe('mån');
	});

	it('name the city of a zone', () => {
		expect(city('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
		expect(city('UTC')).toBe('UTC');
	});

	const now = new Date('2026-11-23T12:00:00Z');
	it.each([
		['2026-12-02T13:00:00Z', '9 days left'],
		['2026-11-25T12:00:00Z', '2 days left'],
		['2026-11-25T11:59:59Z', '47 hours left'],
		['2026-11-23T14:00:00Z', '2 hours left'],
		['2026-11-23T13:59:59Z', '120 minutes left'],
		['2026-11-23T12:00:30Z', '1 minute left'],
		['2026-11-23T11:00:00Z', '0 minutes left'],
	])('leave until %s “%s”', (end, text) => {
		expect(timeLeft(end, now)).toBe(text);
	});

	it('tell how much of a time box is over, never less than none or more than all', () => {
		const [start, end] = ['2026-11-01T00:00:00Z', '2026-11-05T00:00:00Z'];
		expect(elapsed(start, end, new Date('2026-11-02T00:00:00Z'))).toBe(0.25);
		expect(elapsed(start, end, new Date('2026-10-01T00:00:00Z'))).toBe(0);
		expect(elapsed(start, end, new Date('2027-01-01T00:00:00Z'))).toBe(1);
	});
});
