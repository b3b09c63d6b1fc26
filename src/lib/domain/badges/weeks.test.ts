import { describe, expect, test } from 'vitest';
import { factsWith, type BadgeFacts } from './facts.ts';
import { firstWeekday, runsOf } from './weeks.ts';

const click = (at: string) => ({ at: Date.parse(at), units: 1, link: 'a' });
const runs = (some: Partial<BadgeFacts>) =>
	runsOf(factsWith(some)).runs.map(({ length }) => length);

describe('a person’s week', () => {
	test.each([
		[[1, 2, 3, 4, 5], 1],
		[[7, 1, 2, 3, 4], 7],
		[[6, 7, 1, 2, 3], 6],
		[[2, 3, 4], 2],
		[[1, 2, 3, 4, 5, 6, 7], 1],
		[[], 1],
	])('that is worked on %j begins on %i', (days, first) => {
		expect(firstWeekday(days)).toBe(first);
	});

	test('ends where it begins anew: a Sunday is the first day of one week and the last of another', () => {
		const clicks = [click('2026-03-01T10:00:00Z'), click('2026-03-02T10:00:00Z')];
		expect(runs({ clicks })).toEqual([1, 2]);
		expect(runs({ clicks, workDays: [7, 1, 2, 3, 4] })).toEqual([1]);
	});

	test('goes by the person’s own zone', () => {
		const clicks = [click('2026-03-01T23:30:00Z'), click('2026-03-02T10:00:00Z')];
		expect(runs({ clicks })).toEqual([1, 2]);
		expect(runs({ clicks, timeZone: 'Europe/Stockholm' })).toEqual([1]);
	});
});

describe('the run that holds now', () => {
	const clicks = [click('2026-03-02T10:00:00Z'), click('2026-03-09T10:00:00Z')];
	const now = (at: string, some: Partial<BadgeFacts> = {}) =>
		runsOf(factsWith({ clicks, now: Date.parse(at), ...some })).now;

	test('the week under way breaks nothing', () => {
		expect(now('2026-03-22T23:00:00Z')).toBe(2);
		expect(now('2026-03-23T01:00:00Z')).toBe(0);
	});

	test('days off keep it', () => {
		const off = [{ from: '2026-03-14', to: '2026-03-29' }];
		expect(now('2026-04-04T10:00:00Z', { off })).toBe(2);
		expect(now('2026-04-06T10:00:00Z', { off })).toBe(0);
	});

	test('nobody has one without facts', () => {
		expect(runsOf(factsWith({}))).toEqual({ runs: [], gaps: [], now: 0 });
	});
});
