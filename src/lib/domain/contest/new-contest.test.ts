import { describe, expect, it } from 'vitest';
import { contestSlugSchema, newContestSchema, prizeSchema } from './new-contest.ts';

const contest = {
	name: 'Autumn',
	startsAt: '2026-10-01T00:00:00Z',
	endsAt: '2026-11-01T00:00:00Z',
	timeZone: 'UTC',
	metrics: { click: { points: 1 } },
};
const complaints = (result: ReturnType<typeof prizeSchema.safeParse>) =>
	result.error?.issues.map(({ path, message }) => [path.join('.'), message]);

describe('a new contest', () => {
	it('is its rules with a name, published and without prizes unless it says otherwise', () => {
		const parsed = newContestSchema.parse(contest);
		expect(parsed).toMatchObject({ name: 'Autumn', draft: false, prizes: [], posts: 'any' });
		expect(parsed).not.toHaveProperty('slug');
	});

	it('holds its rules to the rules’ own limits, and knows no other field', () => {
		expect(newContestSchema.safeParse({ ...contest, endsAt: contest.startsAt }).success).toBe(
			false,
		);
		expect(newContestSchema.safeParse({ ...contest, colour: 'red' }).success).toBe(false);
		expect(newContestSchema.safeParse({ ...contest, name: ' ' }).success).toBe(false);
	});

	it('holds only text that can be stored, however deep', () => {
		const odd = { ...contest, exclude: { people: ['a\0'] } };
		expect(newContestSchema.safeParse(odd).error?.issues[0]?.message).toBe(
			'holds text that is not well-formed',
		);
	});

	it('has at most 100 prizes', () => {
		const prizes = Array.from({ length: 101 }, () => ({
			kind: 'threshold',
			name: 'Mug',
			minPoints: 1,
		}));
		expect(newContestSchema.safeParse({ ...contest, prizes }).success).toBe(false);
		expect(newContestSchema.safeParse({ ...contest, prizes: prizes.slice(1) }).success).toBe(true);
	});

	it('gives a place of a table one prize, and has the table that a prize is won in', () => {
		const refusals = (more: object) =>
			newContestSchema
				.safeParse({ ...contest, ...more })
				.error?.issues.map(({ path, message }) => [path.join('.'), message]);
		const cup = { kind: 'place', name: 'Cup', fromPlace: 1, toPlace: 3 };
		const third = { ...cup, name: 'Third', fromPlace: 3 };
		expect(refusals({ prizes: [cup, third] })).toEqual([
			['prizes.1.fromPlace', '“Cup” is already given for this place'],
		]);
		const improved = { ...cup, ranking: 'improved' };
		expect(refusals({ prizes: [cup, improved], mostImproved: true })).toBeUndefined();
		expect(refusals({ prizes: [improved] })).toEqual([
			['prizes.0.ranking', 'the rules have no table of the most improved'],
		]);
		const pune = { ...cup, ranking: 'bracket', bracket: 'Pune' };
		expect(refusals({ prizes: [pune] })).toEqual([
			['prizes.0.bracket', 'the rules have no such bracket'],
		]);
		const named = (name: string) => ({ prizes: [pune], brackets: [{ name, groups: ['x'] }] });
		expect(refusals(named('Lund'))).toHaveLength(1);
		expect(refusals(named('Pune'))).toBeUndefined();
		expect(refusals({ prizes: [cup, pune], brackets: 'office' })).toBeUndefined();
	});

	it.each([
		['autumn-2026', true],
		['a', true],
		['x'.repeat(80), true],
		['x'.repeat(81), false],
		['Autumn', false],
		['-a', false],
		['a-', false],
		['a--b', false],
		['å', false],
		['', false],
		['a/b', false],
		['pair', false],
		['pair-2', true],
	])('may have the slug %j: %s', (slug, accepted) => {
		expect(contestSlugSchema.safeParse(slug).success).toBe(accepted);
	});
});

describe('a prize', () => {
	const place = { kind: 'place', name: 'Cup', fromPlace: 2 };
	const draw = { kind: 'draw', name: 'Mug', winners: 3 };

	it('may be for a place or a range of places', () => {
		expect(prizeSchema.safeParse(place).success).toBe(true);
		expect(prizeSchema.safeParse({ ...place, toPlace: null }).success).toBe(true);
		expect(prizeSchema.safeParse({ ...place, toPlace: 2 }).success).toBe(true);
		expect(complaints(prizeSchema.safeParse({ ...place, toPlace: 1 }))).toEqual([
			['toPlace', 'must not come before fromPlace'],
		]);
		expect(prizeSchema.safeParse({ ...place, fromPlace: 0 }).success).toBe(false);
	});

	it('may be for a threshold, which it must name', () => {
		expect(prizeSchema.safeParse({ kind: 'threshold', name: 'Tee', minPoints: 0 }).success).toBe(
			true,
		);
		expect(prizeSchema.safeParse({ kind: 'threshold', name: 'Tee' }).success).toBe(false);
		expect(prizeSchema.safeParse({ kind: 'threshold', name: 'Tee', minPoints: -1 }).success).toBe(
			false,
		);
	});

	it('may be drawn, by default among everyone with no points less than none', () => {
		expect(prizeSchema.parse(draw)).toEqual({
			...draw,
			...{ minPoints: 0, excludePlaceWinners: false, ranking: 'main' },
		});
		expect(prizeSchema.safeParse({ ...draw, winners: 0 }).success).toBe(false);
		expect(prizeSchema.safeParse({ ...draw, winners: 10_001 }).success).toBe(false);
	});

	it('of a bracket names it, and no other prize does', () => {
		expect(complaints(prizeSchema.safeParse({ ...place, ranking: 'bracket' }))).toEqual([
			['bracket', 'a prize of a bracket names it, and no other does'],
		]);
		expect(prizeSchema.safeParse({ ...place, bracket: 'Pune' }).success).toBe(false);
		const of = { ...place, ranking: 'bracket', bracket: 'Pune' };
		expect(prizeSchema.safeParse(of).success).toBe(true);
	});

	it('has a value and its currency together, or neither', () => {
		const apart = [['currency', 'a value and its currency come together']];
		expect(prizeSchema.safeParse({ ...place, value: '99.50', currency: 'SEK' }).success).toBe(true);
		expect(prizeSchema.safeParse({ ...place, value: null, currency: null }).success).toBe(true);
		expect(complaints(prizeSchema.safeParse({ ...place, value: '99' }))).toEqual(apart);
		expect(complaints(prizeSchema.safeParse({ ...place, currency: 'SEK' }))).toEqual(apart);
	});

	it.each(['99.505', '1e3', '-1', '', '12345678901', '.5', '1.'])('is never worth %j', (value) => {
		expect(prizeSchema.safeParse({ ...place, value, currency: 'EUR' }).success).toBe(false);
	});

	it('is worth money that exists', () => {
		expect(prizeSchema.safeParse({ ...place, value: '1', currency: 'XQX' }).success).toBe(false);
		expect(prizeSchema.safeParse({ kind: 'luck', name: 'x' }).success).toBe(false);
	});
});
