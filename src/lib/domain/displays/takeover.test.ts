import { describe, expect, it } from 'vitest';
import { LEADER_MS, takeoverAt, type Occasion } from './takeover.ts';

const START = Date.parse('2026-11-02T08:00:00Z');
const END = Date.parse('2026-11-30T17:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const contest: Occasion = { phase: 'running', startsAt: START, endsAt: END };
const kind = (at: number, over: Partial<Occasion> = {}, leaderAt: number | null = null) =>
	takeoverAt([], { ...contest, ...over }, leaderAt, at)?.kind ?? null;

describe('what takes over for a moment', () => {
	it('is the start, for a minute, and then the scenes have the screen again', () => {
		expect(kind(START - 1)).toBeNull();
		expect(kind(START)).toBe('start');
		expect(kind(START + MINUTE - 1)).toBe('start');
		expect(kind(START + MINUTE)).toBeNull();
	});

	it('is the last hour as it begins, and the last minute whole', () => {
		expect(kind(END - HOUR)).toBe('lastHour');
		expect(kind(END - HOUR + MINUTE)).toBeNull();
		expect(kind(END - MINUTE)).toBe('lastMinute');
		expect(kind(END)).toBeNull();
	});

	it('is a new leader, but not while frozen: then the leader stays who it was', () => {
		const at = START + HOUR;
		expect(kind(at, {}, at)).toBe('leader');
		expect(kind(at + LEADER_MS, {}, at)).toBeNull();
		expect(kind(at - 1, {}, at)).toBeNull();
		expect(kind(at, { phase: 'frozen' }, at)).toBeNull();
		expect(kind(END - HOUR, { phase: 'frozen' }, null)).toBe('lastHour');
	});

	it.each(['draft', 'scheduled', 'settling', 'final', 'cancelled'] as const)(
		'is nothing of a contest that is %s',
		(phase) => {
			expect(kind(START, { phase })).toBeNull();
			expect(kind(END - MINUTE, { phase }, END - MINUTE)).toBeNull();
		},
	);

	it('is before all what an owner shows now, and of several what began last', () => {
		const at = END - MINUTE;
		const manual = [
			{ id: 'second', from: at - 1000, until: at + 1000 },
			{ id: 'first', from: at - 2000, until: at + 9000 },
			{ id: 'over', from: at - 500, until: at },
			{ id: 'later', from: at + 1, until: at + 2 },
		];
		expect(takeoverAt(manual, contest, at, at)).toEqual({
			kind: 'manual',
			id: 'second',
			until: at + 1000,
		});
		expect(takeoverAt(manual, contest, null, at + 1000)?.id).toBe('first');
		expect(takeoverAt(manual, null, null, at + 9000)).toBeNull();
	});
});
