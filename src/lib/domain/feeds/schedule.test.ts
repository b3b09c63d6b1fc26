import { describe, expect, it } from 'vitest';
import { healthOf, pauseMinutes } from './schedule.ts';

it('a feed that fails waits longer each time, at most a day, and never less than its own pace', () => {
	expect([0, 1, 2, 5, 50].map((failures) => pauseMinutes(60, failures))).toEqual([
		60, 120, 240, 1440, 1440,
	]);
	expect(pauseMinutes(1440, 3)).toBe(1440);
	expect(pauseMinutes(15, 1)).toBe(30);
});

describe("a feed's health", () => {
	const feed = { paused: false, failures: 0, lastReadAt: '2027-03-02T12:00:00Z' };
	it.each([
		['good', {}],
		['paused', { paused: true, failures: 9 }],
		['waiting', { lastReadAt: null }],
		['failing', { failures: 4 }],
		['broken', { failures: 5 }],
	])('is %s', (health, more) => {
		expect(healthOf({ ...feed, ...more })).toBe(health);
	});
});
