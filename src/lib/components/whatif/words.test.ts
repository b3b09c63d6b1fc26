import { describe, expect, it } from 'vitest';
import type { Why } from '#lib/domain/whatif/why.ts';
import { signed, whyText, wrongText } from './words.ts';

const said = (why: Omit<Why, 'points'>) => whyText({ ...why, points: 0 } as Why);
const moved = (key: 'box' | 'posts' | 'post_daily_cap' | 'daily_cap', units: number) =>
	said({ key, params: { metric: 'click', units } } as Omit<Why, 'points'>);

describe('a reason in words', () => {
	it('tells more from less for everything that is cut', () => {
		expect(moved('daily_cap', -1200)).toBe('1,200 clicks lost to the cap of a day');
		expect(moved('daily_cap', 3)).toBe('3 clicks won from the cap of a day');
		expect(moved('post_daily_cap', -1)).toBe('1 click lost to the cap of a post and day');
		expect(moved('post_daily_cap', 2)).toBe('2 clicks won from the cap of a post and day');
		expect(moved('box', -2)).toBe('2 clicks fall outside the time box');
		expect(moved('box', 2)).toBe('2 more clicks fall into the time box');
		expect(moved('posts', -2)).toBe('2 clicks of links shared before the start');
		expect(moved('posts', 2)).toBe('2 more clicks, of links shared before the start');
	});

	it('names who is excluded by what', () => {
		const by = (kind: 'person' | 'team' | 'group') =>
			said({ key: 'excluded', params: { by: kind, name: 'Sales' } } as Omit<Why, 'points'>);
		expect(['person' as const, 'team' as const, 'group' as const].map(by)).toEqual([
			'excluded by name',
			'team Sales is excluded',
			'group Sales is excluded',
		]);
	});

	it('says the others', () => {
		const reasons = [
			{ key: 'joins', params: {} },
			{ key: 'metric_dropped', params: { metric: 'like', units: -3 } },
			{ key: 'metric_added', params: { metric: 'like', units: 3 } },
			{ key: 'points_each', params: { metric: 'like', from: 1, to: 1000 } },
			{ key: 'min_clicks', params: { clicks: 3, needed: 10 } },
			{ key: 'min_clicks_met', params: { clicks: 3, needed: 1 } },
			{ key: 'requires', params: {} },
			{ key: 'requires_met', params: {} },
			{ key: 'tie_breaks', params: {} },
			{ key: 'others', params: {} },
		] as Omit<Why, 'points'>[];
		expect(reasons.map(said)).toEqual([
			'no longer excluded',
			'likes no longer count',
			'likes count now',
			'a like brings 1,000 instead of 1',
			'3 of the 10 clicks that a place needs',
			'3 clicks are enough for a place',
			'lacks what a place would ask for',
			'a place no longer asks for what they lack',
			'equal points are decided otherwise',
			'others’ points change',
		]);
	});

	it('gives points their sign, and none to nothing', () => {
		expect([signed(1200), signed(-8), signed(0)]).toEqual(['+1,200', '−8', null]);
	});
});

it('every field says what it wants', () => {
	expect(
		(['click.points', 'like.dailyCap', 'click.postDailyCap', 'minClicks', 'teams'] as const).map(
			wrongText,
		),
	).toEqual([
		'Points are a whole number from 0 to 1,000.',
		'A cap is a whole number, 1 or more, or empty for none.',
		'A cap is a whole number, 1 or more, or empty for none.',
		'A whole number, 0 or more.',
		'These names are not usable.',
	]);
});
