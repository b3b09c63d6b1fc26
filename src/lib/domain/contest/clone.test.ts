import { describe, expect, it } from 'vitest';
import { cloneForm, nextStart } from './clone.ts';
import { blankForm, type ContestForm } from './form.ts';

const form = (startsAt: string, endsAt: string, freezeAt = ''): ContestForm => ({
	...blankForm('Europe/Stockholm'),
	name: 'Q3',
	...{ startsAt, endsAt, freezeAt },
});
const quarter = form('2026-07-01T00:00', '2026-10-01T00:00', '2026-09-28T12:00');
const dates = ({ startsAt, endsAt, freezeAt }: ContestForm) => [startsAt, endsAt, freezeAt];

describe('a clone', () => {
	it('of a quarter is the next quarter, frozen as long before its end', () => {
		expect(dates(cloneForm(quarter, { startsAt: '2026-10-01T00:00' }))).toEqual([
			'2026-10-01T00:00',
			'2027-01-01T00:00',
			'2026-12-29T12:00',
		]);
	});

	it('of months that end on their last day ends on the last day', () => {
		const months = form('2026-01-01T09:00', '2026-02-28T18:00');
		expect(dates(cloneForm(months, { startsAt: '2026-03-01T09:00' }))).toEqual([
			'2026-03-01T09:00',
			'2026-04-30T18:00',
			'',
		]);
	});

	it('moves by as many days otherwise, at the same hours also over a change of clocks', () => {
		const weeks = form('2026-10-05T09:00', '2026-10-16T18:00', '2026-10-15T18:00');
		expect(dates(cloneForm(weeks, { startsAt: '2026-10-19T09:00' }))).toEqual([
			'2026-10-19T09:00',
			'2026-10-30T18:00',
			'2026-10-29T18:00',
		]);
		expect(dates(cloneForm(quarter, { startsAt: '2026-10-02T00:00' }))).toEqual([
			'2026-10-02T00:00',
			'2027-01-02T00:00',
			'2026-12-30T12:00',
		]);
	});

	it('keeps everything else, and times that read as none', () => {
		const odd = { ...form('soon', '2026-10-01T00:00'), minClicks: '7' };
		expect(cloneForm(odd, { startsAt: '2026-10-01T00:00' })).toEqual({
			...odd,
			startsAt: '2026-10-01T00:00',
		});
		expect(cloneForm(quarter, { startsAt: 'later' }).endsAt).toBe(quarter.endsAt);
	});
});

describe('when a clone would start', () => {
	const after = (iso: string) => new Date(iso);

	it.each([
		['2026-07-15T00:00:00Z', '2026-10-01T00:00'],
		['2026-09-30T21:00:00Z', '2026-10-01T00:00'],
		['2026-10-01T00:00:00Z', '2027-01-01T00:00'],
		['2026-11-23T00:00:00Z', '2027-01-01T00:00'],
	])('of a quarter at %s: %s', (now, start) => {
		expect(nextStart(quarter, after(now))).toBe(start);
	});

	it('of anything else whole weeks later: the same weekday and hour, not before its own end', () => {
		const tenDays = form('2026-10-05T09:00', '2026-10-15T09:00');
		expect(nextStart(tenDays, after('2026-01-01T00:00:00Z'))).toBe('2026-10-19T09:00');
		expect(nextStart(tenDays, after('2026-10-20T00:00:00Z'))).toBe('2026-11-02T09:00');
	});

	it('is its own start where its times say nothing', () => {
		expect(nextStart(form('', ''), after('2026-01-01T00:00:00Z'))).toBe('');
		const backwards = form('2026-10-05T09:00', '2026-10-01T09:00');
		expect(nextStart(backwards, after('2026-01-01T00:00:00Z'))).toBe('2026-10-05T09:00');
		const nowhere = { ...quarter, timeZone: 'Mars/Olympus' };
		expect(nextStart(nowhere, after('2026-01-01T00:00:00Z'))).toBe('2026-07-01T00:00');
	});
});
