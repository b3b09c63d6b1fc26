import { describe, expect, it } from 'vitest';
import type { TickerItem } from '#lib/domain/live/events.ts';
import { awaited, countdown, latest, openPlaces } from './screen.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const shown = (ms: number) => countdown(ms).map(({ unit, value }) => `${value} ${unit}`);

describe('the countdown', () => {
	it('shows days, hours and minutes, rounded down', () => {
		expect(shown(9 * DAY + 4 * HOUR + 37 * MINUTE + 59_999)).toEqual([
			'9 days',
			'4 hours',
			'37 minutes',
		]);
	});

	it('leaves days out in the last day', () => {
		expect(shown(DAY - 1)).toEqual(['23 hours', '59 minutes']);
		expect(shown(DAY)).toEqual(['1 days', '0 hours', '0 minutes']);
	});

	it('shows seconds from the last hour on', () => {
		expect(shown(HOUR)).toEqual(['1 hours', '0 minutes']);
		expect(shown(HOUR - 1)).toEqual(['59 minutes', '59 seconds']);
	});

	it('stands at zero when the time is over', () => {
		expect(shown(-5 * HOUR)).toEqual(['0 minutes', '0 seconds']);
	});

	it('runs to the start before it and to the end during the contest, and to nothing afterwards', () => {
		const contest = { startsAt: '2026-10-01T00:00:00Z', endsAt: '2026-12-31T17:00:00Z' };
		expect(awaited(contest, 'scheduled')).toEqual(new Date(contest.startsAt));
		expect(awaited(contest, 'frozen')).toEqual(new Date(contest.endsAt));
		for (const phase of ['settling', 'final', 'cancelled', 'draft'] as const)
			expect(awaited(contest, phase)).toBeNull();
	});
});

describe('the board and the ticker', () => {
	it('name the places that are still open', () => {
		expect(openPlaces(6)).toEqual([7, 8]);
		expect(openPlaces(8)).toEqual([]);
	});

	it('keep the newest news, each once, within a bound', () => {
		const item = (id: string, at: string): TickerItem => ({
			id,
			at,
			kind: 'clicks',
			person: id,
			count: 1,
		});
		const items = [item('a', '1'), item('b', '3'), item('a', '1'), item('c', '2')];
		expect(latest(items, 2).map(({ id }) => id)).toEqual(['b', 'c']);
		expect(latest(items, 9)).toHaveLength(3);
	});
});
