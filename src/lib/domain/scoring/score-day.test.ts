import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreDay } from './score-day.ts';
import type { Unit } from './units.ts';

const unit = (id: string, at: number, units = 1, post = 'p'): Unit => ({
	id,
	at: new Date(at),
	post,
	link: `l ${post}`,
	units,
});

describe('a day’s score', () => {
	it('counts everything without caps', () => {
		expect(scoreDay([unit('b', 2), unit('a', 1, 3)], { points: 1 }, null)).toEqual({
			units: 4,
			lastAt: new Date(2),
			publicUnits: 4,
			publicLastAt: new Date(2),
			counted: new Map([
				['a', 3],
				['b', 1],
			]),
			reasons: new Map(),
		});
	});

	it('of nothing is nothing', () => {
		const score = scoreDay([], { points: 1, dailyCap: 1 }, null);
		expect(score).toMatchObject({ units: 0, lastAt: null, publicUnits: 0, publicLastAt: null });
	});

	it('takes the first units of the day, by instant and id, and cuts a reading in part', () => {
		const score = scoreDay(
			[unit('d', 4), unit('c', 3, 5), unit('b', 1), unit('a', 1)],
			{ points: 1, dailyCap: 4 },
			null,
		);
		expect(score.units).toBe(4);
		expect(score.lastAt).toEqual(new Date(3));
		expect([...score.counted]).toEqual([
			['a', 1],
			['b', 1],
			['c', 2],
			['d', 0],
		]);
		expect([...score.reasons]).toEqual([
			['c', 'daily_cap'],
			['d', 'daily_cap'],
		]);
	});

	it('takes the first units of each post, and of those the first of the day', () => {
		const units = [
			unit('a', 1, 3, 'x'),
			unit('b', 2, 1, 'x'),
			unit('c', 3, 2, 'y'),
			unit('d', 4, 2, 'z'),
		];
		const score = scoreDay(units, { points: 1, dailyCap: 5, postDailyCap: 2 }, null);
		expect(Object.fromEntries(score.counted)).toEqual({ a: 2, b: 0, c: 2, d: 1 });
		expect(Object.fromEntries(score.reasons)).toEqual({
			a: 'post_daily_cap',
			b: 'post_daily_cap',
			d: 'daily_cap',
		});
		expect(score.units).toBe(5);
	});

	it('names the day’s cap where both cut', () => {
		const units = [unit('a', 1, 2, 'x'), unit('b', 2, 9, 'y')];
		const score = scoreDay(units, { points: 1, dailyCap: 4, postDailyCap: 3 }, null);
		expect(score.counted.get('b')).toBe(2);
		expect(score.reasons.get('b')).toBe('daily_cap');
	});

	it('is not reached later by what did not count', () => {
		const units = [unit('a', 1), unit('b', 2), unit('c', 3, 0)];
		const score = scoreDay(units, { points: 1, dailyCap: 1 }, null);
		expect(score.lastAt).toEqual(new Date(1));
		expect(score.reasons.has('c')).toBe(false);
	});

	it('shows publicly what is dated before the freeze', () => {
		const units = [unit('a', 1), unit('b', 2, 4), unit('c', 3)];
		expect(scoreDay(units, { points: 1 }, new Date(3))).toMatchObject({
			units: 6,
			lastAt: new Date(3),
			publicUnits: 5,
			publicLastAt: new Date(2),
		});
		expect(scoreDay(units, { points: 1 }, new Date(1))).toMatchObject({
			publicUnits: 0,
			publicLastAt: null,
		});
		expect(scoreDay(units, { points: 1, dailyCap: 3 }, new Date(2))).toMatchObject({
			units: 3,
			publicUnits: 1,
			publicLastAt: new Date(1),
		});
	});

	it('leaves its input as it was', () => {
		const units = [unit('b', 2), unit('a', 1)];
		scoreDay(units, { points: 1 }, null);
		expect(units.map(({ id }) => id)).toEqual(['b', 'a']);
	});
});

describe('for any day', () => {
	const units = fc.uniqueArray(
		fc.record({
			id: fc.string({ minLength: 1, maxLength: 2 }),
			at: fc.integer({ min: 0, max: 20 }).map((ms) => new Date(ms)),
			post: fc.constantFrom('x', 'y', 'z'),
			link: fc.constant('l'),
			units: fc.integer({ min: 0, max: 5 }),
		}),
		{ selector: ({ id }) => id, maxLength: 25 },
	);
	const cap = fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined });

	it('the public score is the score of the facts before the freeze', () => {
		fc.assert(
			fc.property(
				units,
				cap,
				cap,
				fc.integer({ min: 0, max: 21 }),
				(list, dailyCap, postDailyCap, ms) => {
					const rule = { points: 1, dailyCap, postDailyCap };
					const freezeAt = new Date(ms);
					const all = scoreDay(list, rule, freezeAt);
					const earlier = scoreDay(
						list.filter(({ at }) => at < freezeAt),
						rule,
						null,
					);
					expect([all.publicUnits, all.publicLastAt]).toEqual([earlier.units, earlier.lastAt]);
				},
			),
		);
	});

	it('a unit counts exactly if the rule of the caps, unit by unit, says so', () => {
		fc.assert(
			fc.property(units, cap, cap, (list, dailyCap, postDailyCap) => {
				const score = scoreDay(list.toReversed(), { dailyCap, postDailyCap }, null);
				const single = list
					.toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1))
					.flatMap((each) => Array.from({ length: each.units }, () => each));
				const ofPost = new Map<string, number>();
				const counted = single
					.filter(({ post }) => {
						ofPost.set(post, (ofPost.get(post) ?? 0) + 1);
						return ofPost.get(post)! <= (postDailyCap ?? Infinity);
					})
					.slice(0, dailyCap ?? Infinity);
				expect(score.units).toBe(counted.length);
				expect(score.lastAt).toEqual(counted.at(-1)?.at ?? null);
				for (const { id, units: came } of list) {
					const expected = counted.filter((each) => each.id === id).length;
					expect(score.counted.get(id)).toBe(expected);
					expect(score.reasons.has(id)).toBe(expected < came);
				}
			}),
		);
	});
});
