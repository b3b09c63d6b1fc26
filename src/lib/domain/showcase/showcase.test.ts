import { describe, expect, it } from 'vitest';
import { monthAfter, monthBefore, monthBounds, monthSchema, monthsToPrepare } from './month.ts';
import { permitted } from './permission.ts';
import { DEFAULT_SHOWCASE_RULE, showcaseRuleSchema } from './rule.ts';

describe('months', () => {
	it('follow each other over the year', () => {
		expect(monthBefore('2026-01')).toBe('2025-12');
		expect(monthAfter('2026-12')).toBe('2027-01');
		expect(monthAfter('2026-01')).toBe('2026-02');
		expect(monthSchema.safeParse('2026-13').success).toBe(false);
		expect(monthSchema.safeParse('2026-10').success).toBe(true);
	});

	it('are those of the program’s zone, daylight saving included', () => {
		const { from, to } = monthBounds('2026-10', 'Europe/Stockholm');
		expect(from.toISOString()).toBe('2026-09-30T22:00:00.000Z');
		expect(to.toISOString()).toBe('2026-10-31T23:00:00.000Z');
	});
});

describe('what is to be prepared', () => {
	const zone = 'Europe/Stockholm';

	it('is the month that has just ended where the program is', () => {
		const before = new Date('2026-11-30T22:59:59Z');
		expect(monthsToPrepare('2026-10', before, zone)).toEqual([]);
		const first = new Date('2026-11-30T23:00:00Z');
		expect(monthsToPrepare('2026-10', first, zone)).toEqual(['2026-11']);
		expect(monthsToPrepare('2026-11', first, zone)).toEqual([]);
	});

	it('is every month that was missed, a year of them at most, and of a new program the last one', () => {
		const now = new Date('2027-02-10T12:00:00Z');
		expect(monthsToPrepare('2026-10', now, zone)).toEqual(['2026-11', '2026-12', '2027-01']);
		expect(monthsToPrepare(null, now, zone)).toEqual(['2027-01']);
		const years = monthsToPrepare('2020-01', now, zone);
		expect(years).toHaveLength(12);
		expect(years.at(-1)).toBe('2027-01');
		expect(monthsToPrepare('2027-05', now, zone)).toEqual([]);
	});
});

describe('a permission', () => {
	it('is what was said to the post, else what was said for all; never holds for all', () => {
		expect(permitted('ask', null)).toBe('open');
		expect(permitted('ask', 'yes')).toBe('yes');
		expect(permitted('ask', 'no')).toBe('no');
		expect(permitted('always', null)).toBe('yes');
		expect(permitted('always', 'no')).toBe('no');
		expect(permitted('never', 'yes')).toBe('no');
		expect(permitted('never', null)).toBe('no');
	});
});

describe('the rule', () => {
	it('takes what a form sends and refuses what makes no sense', () => {
		const typed = { metric: 'rate', perPerson: '2', leastImpressions: '50' };
		expect(showcaseRuleSchema.parse(typed)).toEqual({
			...{ metric: 'rate', perPerson: 2, leastImpressions: 50 },
		});
		for (const wrong of [{ metric: 'shares' }, { perPerson: 0 }, { perPerson: 6 }]) {
			const given = { ...DEFAULT_SHOWCASE_RULE, ...wrong };
			expect(showcaseRuleSchema.safeParse(given).success).toBe(false);
		}
	});
});
