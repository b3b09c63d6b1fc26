import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayBounds, dayNumberOf, dayOf, daysOf } from './days.ts';

const ZONES = [
	'Europe/Stockholm',
	'America/St_Johns',
	'Australia/Lord_Howe',
	'Pacific/Apia',
	'America/New_York',
	'Asia/Kolkata',
	'America/Santiago',
	'Asia/Beirut',
	'America/Havana',
	'Pacific/Kiritimati',
	'Pacific/Pago_Pago',
	'Asia/Kathmandu',
	'UTC',
];

const at = (text: string) => new Date(text);
const bounds = (day: string, zone: string) =>
	dayBounds(day, zone).map((instant) => instant.toISOString());
const hours = (day: string, zone: string) => {
	const [start, end] = dayBounds(day, zone);
	return (end.getTime() - start.getTime()) / 3_600_000;
};

/** The date on a wall calendar, straight from the runtime. */
const onTheWall = (instant: Date, zone: string) =>
	new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(instant);

const zone = fc.constantFrom(...ZONES);
// From 2012 on, no zone of the list goes back over midnight.
const instant = fc.date({
	min: at('2012-01-01T00:00:00Z'),
	max: at('2036-12-31T00:00:00Z'),
	noInvalidDate: true,
});

describe('the calendar day of an instant', () => {
	it('is the date on the wall in that zone', () => {
		fc.assert(
			fc.property(instant, zone, (moment, name) => {
				expect(dayOf(moment, name)).toBe(onTheWall(moment, name));
			}),
			{ numRuns: 2000 },
		);
	});

	it('changes with the millisecond', () => {
		expect(dayOf(at('2026-11-23T22:59:59.999Z'), 'Europe/Stockholm')).toBe('2026-11-23');
		expect(dayOf(at('2026-11-23T23:00:00.000Z'), 'Europe/Stockholm')).toBe('2026-11-24');
		expect(dayOf(at('1969-12-31T23:59:59.999Z'), 'UTC')).toBe('1969-12-31');
		// The same day as a number since 1970-01-01.
		expect(dayNumberOf(Date.parse('1969-12-31T23:59:59.999Z'), 'UTC')).toBe(-1);
		const number = Date.parse('2026-11-24') / 86_400_000;
		expect(dayNumberOf(Date.parse('2026-11-23T23:00:00.000Z'), 'Europe/Stockholm')).toBe(number);
		expect(() => dayNumberOf(Number.NaN, 'UTC')).toThrow(RangeError);
	});

	it('never goes back, even where clocks went back over midnight', () => {
		// In St. John's on 2010-11-07 the clocks went from 00:01 back to 23:01 of the day before.
		const first = at('2010-11-07T02:30:00.000Z');
		const repeated = at('2010-11-07T03:00:00.000Z');
		expect(onTheWall(first, 'America/St_Johns')).toBe('2010-11-07');
		expect(onTheWall(repeated, 'America/St_Johns')).toBe('2010-11-06');
		expect(dayOf(first, 'America/St_Johns')).toBe('2010-11-07');
		expect(dayOf(repeated, 'America/St_Johns')).toBe('2010-11-07');
		expect(hours('2010-11-07', 'America/St_Johns')).toBe(25);
		expect(hours('2010-11-06', 'America/St_Johns')).toBe(24);
	});

	it('knows odd offsets and both ends of the world', () => {
		const noon = at('2026-07-01T12:00:00Z');
		expect(dayOf(noon, 'Pacific/Kiritimati')).toBe('2026-07-02');
		expect(dayOf(noon, 'Pacific/Pago_Pago')).toBe('2026-07-01');
		expect(dayOf(at('2026-07-01T10:59:59Z'), 'Pacific/Pago_Pago')).toBe('2026-06-30');
		expect(dayOf(at('2026-07-01T18:29:59.999Z'), 'Asia/Kolkata')).toBe('2026-07-01');
		expect(dayOf(at('2026-07-01T18:30:00Z'), 'Asia/Kolkata')).toBe('2026-07-02');
	});

	it('gives the same answer however many days were asked for before', () => {
		const ask = () => dayOf(at('2026-03-29T22:00:00Z'), 'Europe/Stockholm');
		const before = ask();
		for (let i = 0; i < 21_000; i++) dayOf(new Date(i * 86_400_000), 'Europe/Stockholm');
		expect(ask()).toBe(before);
		expect(before).toBe('2026-03-30');
	});

	it('is refused for what is no instant and for an unknown zone', () => {
		expect(() => dayOf(new Date(NaN), 'UTC')).toThrow(new RangeError('not an instant'));
		expect(() => dayOf(at('2026-01-01T00:00:00Z'), 'Mars/Olympus')).toThrow(RangeError);
	});
});

describe('the bounds of a day', () => {
	it('part time: a day holds its first instant and all up to the next day', () => {
		fc.assert(
			fc.property(instant, zone, (moment, name) => {
				const day = dayOf(moment, name);
				const [start, end] = dayBounds(day, name);
				expect(start.getTime()).toBeLessThanOrEqual(moment.getTime());
				expect(end.getTime()).toBeGreaterThan(moment.getTime());
				expect(dayOf(start, name)).toBe(day);
				expect(dayOf(new Date(end.getTime() - 1), name)).toBe(day);
				expect(dayOf(new Date(start.getTime() - 1), name) < day).toBe(true);
				expect(dayOf(end, name) > day).toBe(true);
				expect(dayBounds(addDays(day, 1), name)[0]).toEqual(end);
			}),
			{ numRuns: 1000 },
		);
	});

	it.each([
		['2026-03-29', 'Europe/Stockholm', 23],
		['2026-10-25', 'Europe/Stockholm', 25],
		['2026-03-28', 'Europe/Stockholm', 24],
		['2026-03-30', 'Europe/Stockholm', 24],
		['2026-10-24', 'Europe/Stockholm', 24],
		['2026-10-26', 'Europe/Stockholm', 24],
		['2026-03-08', 'America/St_Johns', 23],
		['2026-11-01', 'America/St_Johns', 25],
		['2026-11-02', 'America/St_Johns', 24],
		['2026-10-04', 'Australia/Lord_Howe', 23.5],
		['2026-04-05', 'Australia/Lord_Howe', 24.5],
		['2026-10-05', 'Australia/Lord_Howe', 24],
		['2026-03-08', 'America/New_York', 23],
		['2026-11-01', 'America/New_York', 25],
		['2026-06-01', 'Asia/Kolkata', 24],
		['2011-12-29', 'Pacific/Apia', 24],
		['2011-12-30', 'Pacific/Apia', 0],
		['2011-12-31', 'Pacific/Apia', 24],
		// Clocks jump at midnight: the day starts at 01:00.
		['2026-09-06', 'America/Santiago', 23],
		['2026-03-29', 'Asia/Beirut', 23],
		['2026-03-08', 'America/Havana', 23],
		['2026-11-01', 'America/Havana', 25],
		['2026-04-04', 'America/Santiago', 25],
	])('%s in %s lasts %d hours', (day, name, length) => {
		expect(hours(day, name)).toBe(length);
	});

	it('start where the clocks jump to when there is no midnight', () => {
		expect(bounds('2026-09-06', 'America/Santiago')).toEqual([
			'2026-09-06T04:00:00.000Z',
			'2026-09-07T03:00:00.000Z',
		]);
		expect(bounds('2026-03-08', 'America/Havana')[0]).toBe('2026-03-08T05:00:00.000Z');
	});

	it('of a day that was skipped are empty, and no instant lies in it', () => {
		const skipped = '2011-12-30T10:00:00.000Z';
		expect(bounds('2011-12-30', 'Pacific/Apia')).toEqual([skipped, skipped]);
		expect(dayOf(at(skipped), 'Pacific/Apia')).toBe('2011-12-31');
		expect(dayOf(at('2011-12-30T09:59:59.999Z'), 'Pacific/Apia')).toBe('2011-12-29');
	});

	it.each(ZONES)('follow each other and the wall, every day from 2026 to 2028 in %s', (name) => {
		const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short' });
		let [start] = dayBounds('2026-01-01', name);
		for (let day = '2026-01-01'; day < '2029-01-01'; day = addDays(day, 1)) {
			const [from, until] = dayBounds(day, name);
			const seen = [from.getTime(), from.getTime() - 1, until.getTime() - 1, until.getTime()];
			expect([from, ...seen.map((ms) => wall.format(ms))]).toEqual([
				start,
				day,
				addDays(day, -1),
				day,
				addDays(day, 1),
			]);
			start = until;
		}
	});

	it('of plain zones are plain', () => {
		expect(bounds('2026-11-23', 'UTC')).toEqual([
			'2026-11-23T00:00:00.000Z',
			'2026-11-24T00:00:00.000Z',
		]);
		expect(bounds('2026-11-23', 'Asia/Kolkata')).toEqual([
			'2026-11-22T18:30:00.000Z',
			'2026-11-23T18:30:00.000Z',
		]);
	});

	it('are refused for what is no day', () => {
		expect(() => dayBounds('2026-13-01', 'UTC')).toThrow(
			new RangeError('not a calendar day: 2026-13-01'),
		);
		expect(() => dayBounds('yesterday', 'UTC')).toThrow(RangeError);
	});
});

describe('counting days', () => {
	it('goes over months, years and leap days', () => {
		expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
		expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
		expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
	});

	it('lists the days that a time box touches', () => {
		const box = (startsAt: string, endsAt: string, timeZone: string) =>
			daysOf({ startsAt: at(startsAt), endsAt: at(endsAt), timeZone });
		expect(box('2026-10-23T22:00:00Z', '2026-10-26T23:00:00Z', 'Europe/Stockholm')).toEqual([
			'2026-10-24',
			'2026-10-25',
			'2026-10-26',
		]);
		expect(box('2026-10-24T12:00:00Z', '2026-10-25T00:00:00.001Z', 'UTC')).toEqual([
			'2026-10-24',
			'2026-10-25',
		]);
		expect(box('2026-10-24T12:00:00Z', '2026-10-25T00:00:00.000Z', 'UTC')).toEqual(['2026-10-24']);
		expect(box('2011-12-29T10:00:00Z', '2011-12-31T10:00:00Z', 'Pacific/Apia')).toEqual([
			'2011-12-29',
			'2011-12-31',
		]);
	});
});
