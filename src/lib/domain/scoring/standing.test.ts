import { describe, expect, it } from 'vitest';
import type { Metric } from '../contest/rules.ts';
import { emptyStanding, standingOf, type MetricDay } from './standing.ts';

const at = (ms: number) => new Date(ms);
const day = (metric: Metric, units: number, last: number, shown = units): MetricDay => ({
	metric,
	units,
	lastAt: units > 0 ? at(last) : null,
	publicUnits: shown,
	publicLastAt: shown > 0 ? at(last - (units - shown)) : null,
});
const rules = {
	metrics: {
		click: { points: 2 },
		like: { points: 1 },
		comment: { points: 3 },
		reshare: { points: 0 },
		conversion: { points: 10 },
	},
	endsAt: at(1_000),
};

describe('a standing', () => {
	it('adds up points and columns over metrics and days', () => {
		const days = [
			day('click', 3, 10),
			day('click', 2, 50),
			day('like', 4, 20),
			day('comment', 1, 30),
			day('reshare', 5, 40),
			day('conversion', 2, 45),
		];
		const expected = {
			listed: true,
			points: 10 + 4 + 3 + 0 + 20,
			clicks: 5,
			engagement: 10,
			conversions: 2,
			reachedAt: at(50),
			qualified: true,
		};
		const { owner, public: shown } = standingOf(days, [], rules, null);
		expect(owner).toEqual(expected);
		expect(shown).toEqual(expected);
		expect(standingOf(days.toReversed(), [], rules, null).owner).toEqual(expected);
	});

	it('counts a metric without points in its column, but is not reached by it', () => {
		const { owner } = standingOf([day('click', 1, 5), day('reshare', 2, 90)], [], rules, null);
		expect(owner).toMatchObject({ points: 2, engagement: 2, reachedAt: at(5) });
		const only = standingOf([day('reshare', 2, 90)], [], rules, null).owner;
		expect(only).toEqual({ ...emptyStanding(), listed: true, engagement: 2 });
	});

	it('passes over metrics that the rules don’t name', () => {
		const { owner } = standingOf(
			[day('click', 1, 5), day('conversion', 1, 6)],
			[],
			{ ...rules, metrics: {} },
			null,
		);
		expect(owner).toEqual(emptyStanding());
	});

	it('is not in the table without a counted unit and without an adjustment', () => {
		expect(standingOf([], [], rules, null).owner).toEqual({
			listed: false,
			points: 0,
			clicks: 0,
			engagement: 0,
			conversions: 0,
			reachedAt: null,
			qualified: true,
		});
		expect(standingOf([day('click', 0, 5)], [], rules, null).owner.listed).toBe(false);
	});

	it('takes every adjustment, and is in the table by one even if they sum to nothing', () => {
		const adjustments = [
			{ at: at(1), points: 5 },
			{ at: at(999), points: -5 },
		];
		const { owner } = standingOf([], adjustments, rules, null);
		expect(owner).toEqual({ ...emptyStanding(), listed: true });
		const negative = standingOf([day('click', 1, 5)], [{ at: at(7), points: -9 }], rules, null);
		expect(negative.owner).toMatchObject({ points: -7, reachedAt: at(5) });
	});

	it('shows publicly only the days’ public units and the adjustments before the freeze', () => {
		const adjustments = [
			{ at: at(19), points: 100 },
			{ at: at(20), points: 1000 },
		];
		const { owner, public: shown } = standingOf(
			[day('click', 5, 25, 3), day('conversion', 1, 30, 0)],
			adjustments,
			rules,
			at(20),
		);
		expect(owner).toMatchObject({ points: 1120, clicks: 5, conversions: 1, reachedAt: at(30) });
		expect(shown).toEqual({
			listed: true,
			points: 106,
			clicks: 3,
			engagement: 0,
			conversions: 0,
			reachedAt: at(23),
			qualified: true,
		});
	});

	it('can be in the owner’s table and not in the public one', () => {
		const { owner, public: shown } = standingOf(
			[day('click', 1, 30, 0)],
			[{ at: at(20), points: 1 }],
			rules,
			at(20),
		);
		expect(owner.listed).toBe(true);
		expect(shown).toEqual(emptyStanding());
	});

	it('is qualified by what is held before the end, publicly by what was held before the freeze', () => {
		const asking = { ...rules, requires: ['certificate' as const] };
		const qualified = (held?: Date, freezeAt: Date | null = null) => {
			const both = standingOf([day('click', 1, 5)], [], asking, freezeAt, { certificate: held });
			return [both.owner.qualified, both.public.qualified, both.owner.points];
		};
		expect(qualified()).toEqual([false, false, 2]);
		expect(qualified(at(999))).toEqual([true, true, 2]);
		expect(qualified(at(1_000))).toEqual([false, false, 2]);
		expect(qualified(at(20), at(20))).toEqual([true, false, 2]);
		expect(qualified(at(19), at(20))).toEqual([true, true, 2]);
		expect(standingOf([], [], asking, null).owner.qualified).toBe(false);
	});
});
