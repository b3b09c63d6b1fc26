import { describe, expect, it } from 'vitest';
import { isTimeZone, rulesSchema, type RulesInput } from './rules.ts';

const least: RulesInput = {
	startsAt: '2026-10-01T02:00:00+02:00',
	endsAt: '2026-11-01T00:00:00Z',
	timeZone: 'Europe/Stockholm',
	metrics: { click: { points: 1 } },
};
const parse = (more: object) => rulesSchema.safeParse({ ...least, ...more });
const complaints = (more: object) =>
	parse(more).error?.issues.map(({ path, message }) => [path.join('.'), message]);

describe('a contest’s rules', () => {
	it('fill in what is not said, and take instants with any offset', () => {
		expect(rulesSchema.parse(least)).toEqual({
			startsAt: new Date('2026-10-01T00:00:00Z'),
			endsAt: new Date('2026-11-01T00:00:00Z'),
			timeZone: 'Europe/Stockholm',
			metrics: { click: { points: 1 } },
			posts: 'any',
			exclude: { people: [], teams: [], groups: [] },
			minClicks: 0,
			tieBreaks: [],
			settleHours: 48,
			teams: 'off',
			brackets: 'off',
			mostImproved: false,
		});
		expect(rulesSchema.parse({ ...least, exclude: { groups: ['leadership'] } }).exclude).toEqual({
			people: [],
			teams: [],
			groups: ['leadership'],
		});
	});

	it('take brackets by office, by team, or by named groups, each name once', () => {
		const seniors = { name: 'Seniors', groups: ['senior'] };
		for (const brackets of ['off', 'office', 'team', [seniors]]) {
			expect(parse({ brackets }).success).toBe(true);
		}
		expect(parse({ brackets: [seniors, { ...seniors, groups: ['old'] }] }).success).toBe(false);
		expect(parse({ brackets: [{ name: 'Nobody', groups: [] }] }).success).toBe(false);
		expect(parse({ brackets: [] }).success).toBe(false);
	});

	it('know no points for sharing, and nothing else that is not in the specification', () => {
		expect(parse({ metrics: { share: { points: 1 } } }).success).toBe(false);
		expect(parse({ metrics: { click: { points: 1, bonus: 2 } } }).success).toBe(false);
		expect(parse({ exclude: { offices: ['Pune'] } }).success).toBe(false);
		expect(parse({ colour: 'red' }).success).toBe(false);
	});

	it.each([
		[{ points: 0 }, true],
		[{ points: 1000 }, true],
		[{ points: 1001 }, false],
		[{ points: -1 }, false],
		[{ points: 1.5 }, false],
		[{}, false],
		[{ points: 1, dailyCap: 1, postDailyCap: 1_000_000 }, true],
		[{ points: 1, dailyCap: 0 }, false],
		[{ points: 1, postDailyCap: 0.5 }, false],
		[{ points: 1, dailyCap: 1_000_001 }, false],
	])('take whole points and caps within limits: %j', (click, accepted) => {
		expect(parse({ metrics: { click } }).success).toBe(accepted);
	});

	it('end after they start', () => {
		expect(complaints({ endsAt: '2026-10-01T00:00:00Z' })).toEqual([
			['endsAt', 'the end must come after the start'],
		]);
		expect(parse({ endsAt: '2026-10-01T00:00:00.001Z' }).success).toBe(true);
	});

	it('complain once about an instant that is none', () => {
		expect(complaints({ endsAt: 'never' })).toEqual([['endsAt', expect.any(String)]]);
	});

	it('freeze inside the time box, if at all', () => {
		const message = ['freezeAt', 'the freeze must lie inside the time box'];
		expect(complaints({ freezeAt: '2026-09-30T23:59:59Z' })).toEqual([message]);
		expect(complaints({ freezeAt: '2026-11-01T00:00:01Z' })).toEqual([message]);
		expect(parse({ freezeAt: '2026-10-01T00:00:00Z' }).success).toBe(true);
		expect(parse({ freezeAt: '2026-11-01T00:00:00Z' }).success).toBe(true);
	});

	it('break ties by each tie-break once', () => {
		expect(complaints({ tieBreaks: ['clicks', 'clicks'] })).toEqual([
			['tieBreaks', 'each tie-break once'],
		]);
		expect(parse({ tieBreaks: ['earliest', 'conversions', 'engagement', 'clicks'] }).success).toBe(
			true,
		);
		expect(parse({ tieBreaks: ['luck'] }).success).toBe(false);
	});

	it('ask for what there is to hold, each once, and stay without the field where they ask for nothing', () => {
		expect(complaints({ requires: ['guidelines', 'guidelines'] })).toEqual([
			['requires', 'each requirement once'],
		]);
		expect(parse({ requires: ['luck'] }).success).toBe(false);
		expect(parse({ requires: ['disclosure', 'certificate', 'guidelines'] }).success).toBe(true);
		expect(parse({ requires: [] }).data?.requires).toEqual([]);
		expect(Object.keys(rulesSchema.parse(least))).not.toContain('requires');
	});

	it('count teams in the ways that there are', () => {
		for (const teams of [
			'off',
			'sum',
			'average',
			{ mode: 'top', k: 1 },
			{ mode: 'top', k: 1000 },
		]) {
			expect(parse({ teams }).success).toBe(true);
		}
		for (const teams of ['top', { mode: 'top' }, { mode: 'top', k: 0 }, { mode: 'top', k: 1001 }]) {
			expect(parse({ teams }).success).toBe(false);
		}
		expect(parse({ teams: { mode: 'top', k: 3, n: 1 } }).success).toBe(false);
	});

	it('keep other numbers and lists within limits', () => {
		expect(parse({ minClicks: 0, settleHours: 0 }).success).toBe(true);
		expect(parse({ minClicks: 1_000_000, settleHours: 2160 }).success).toBe(true);
		for (const wrong of [
			{ minClicks: -1 },
			{ minClicks: 1_000_001 },
			{ settleHours: -1 },
			{ settleHours: 2161 },
			{ posts: 'some' },
			{ startsAt: 'tomorrow' },
			{ exclude: { people: [''] } },
			{ exclude: { people: ['x'.repeat(201)] } },
			{ exclude: { people: Array.from({ length: 10_001 }, () => 'x') } },
		]) {
			expect(parse(wrong).success).toBe(false);
		}
		expect(parse({ exclude: { people: Array.from({ length: 10_000 }, () => 'x') } }).success).toBe(
			true,
		);
		expect(parse({ exclude: { people: ['x'.repeat(200)] } }).success).toBe(true);
	});

	it('need a time zone that the runtime knows', () => {
		expect(isTimeZone('Australia/Lord_Howe')).toBe(true);
		expect(isTimeZone('Mars/Olympus')).toBe(false);
		expect(complaints({ timeZone: 'Mars/Olympus' })).toEqual([
			['timeZone', 'not a time zone of the IANA list'],
		]);
	});
});
