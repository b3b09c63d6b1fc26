import { describe, expect, test } from 'vitest';
import { conditionSchema, earnedBy, isFor, METRIC_KEYS, type Condition } from './condition.ts';
import { factsWith } from './facts.ts';

const day = (at: string, units = 1, link = 'a') => ({ at: Date.parse(at), units, link });
const condition = (some: Partial<Condition>): Condition => ({
	...{ metric: 'clicks', threshold: 3, period: 'ever', audience: { kind: 'all' } },
	...some,
});
const facts = factsWith({
	timeZone: 'Europe/Stockholm',
	links: new Map([['a', { network: 'x', category: null, own: 80 }]]),
	clicks: [
		day('2026-01-10T10:00:00Z', 2),
		day('2026-01-31T23:30:00Z', 2),
		day('2026-02-03T10:00:00Z'),
	],
	comments: [day('2026-01-10T10:00:00Z', 4)],
	conversions: [{ ...day('2026-01-10T10:00:00Z'), kind: 'lead' }],
	proposals: [
		{ at: 1, acceptedAt: 9 },
		{ at: 2, acceptedAt: 5 },
		{ at: 3, acceptedAt: null },
	],
});
const reasons = (some: Partial<Condition>) =>
	earnedBy(condition(some), facts).map(({ reason }) => reason);

describe('an own badge', () => {
	test('over all time is earned once, when the threshold is reached', () => {
		expect(earnedBy(condition({}), facts)).toEqual([
			{ level: 1, reason: 'once', at: Date.parse('2026-01-31T23:30:00Z') },
		]);
		expect(reasons({ threshold: 6 })).toEqual([]);
	});

	test('by month is earned in each month of the person’s zone that reached it', () => {
		expect(reasons({ period: 'month' })).toEqual(['month:2026-02']);
		expect(reasons({ period: 'month', threshold: 2 })).toEqual(['month:2026-01', 'month:2026-02']);
	});

	test('by year is earned in each year', () => {
		expect(reasons({ period: 'year', threshold: 5 })).toEqual(['year:2026']);
	});

	test.each([
		['clicks', 5],
		['comments', 4],
		['conversions', 1],
		['days', 3],
		['own', 1],
		['stories', 2],
	] as const)('counts %s', (metric, most) => {
		expect(reasons({ metric, threshold: most })).toEqual(['once']);
		expect(reasons({ metric, threshold: most + 1 })).toEqual([]);
	});

	test('cannot count shares', () => {
		expect(METRIC_KEYS.join()).not.toMatch(/share/);
		expect(conditionSchema.safeParse(condition({ metric: 'shares' as never })).success).toBe(false);
	});
});

test('an audience is everybody, a team, an office or a group', () => {
	const person = { team: 'Sales', office: 'Lund', groups: ['coordinators'] };
	expect(isFor({ kind: 'all' }, person)).toBe(true);
	expect(isFor({ kind: 'team', name: 'Sales' }, person)).toBe(true);
	expect(isFor({ kind: 'team', name: 'Lund' }, person)).toBe(false);
	expect(isFor({ kind: 'office', name: 'Lund' }, person)).toBe(true);
	expect(isFor({ kind: 'office', name: 'Lund' }, { ...person, office: null })).toBe(false);
	expect(isFor({ kind: 'group', name: 'coordinators' }, person)).toBe(true);
	expect(isFor({ kind: 'group', name: 'leadership' }, person)).toBe(false);
});
