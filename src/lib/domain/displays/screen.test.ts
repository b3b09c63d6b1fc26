import { describe, expect, it } from 'vitest';
import type { PrizeView } from '#lib/domain/contest/view.ts';
import type { BoardRow, TickerItem } from '#lib/domain/live/events.ts';
import { awaited, countdown, holders, latest, openPlaces } from './screen.ts';

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

const row = (name: string, rank: number | null) => ({ rank, person: { name } }) as BoardRow;
const prize = (fromPlace: number, toPlace: number | null): PrizeView => ({
	id: 'prize',
	kind: 'place',
	name: 'A prize',
	value: null,
	currency: null,
	fromPlace,
	toPlace,
	minPoints: null,
	winners: null,
	excludePlaceWinners: false,
	ranking: 'main',
	bracket: null,
	description: null,
	stock: null,
	picture: null,
});

describe('a prize for places', () => {
	const rows = [row('Mira', 1), row('Jonas', 2), row('Ana', 2), row('Tom', 4), row('Elif', null)];
	const names = (of: PrizeView) => holders(of, rows).map(({ person }) => person.name);

	it('is held by everyone who shares the place', () => {
		expect(names(prize(2, 2))).toEqual(['Jonas', 'Ana']);
	});

	it('is held by nobody when the place is skipped', () => {
		expect(names(prize(3, null))).toEqual([]);
	});

	it('never goes to who has no rank, nor when it is for a draw', () => {
		expect(names(prize(4, 9))).toEqual(['Tom']);
		expect(names({ ...prize(1, 9), kind: 'draw' })).toEqual([]);
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
