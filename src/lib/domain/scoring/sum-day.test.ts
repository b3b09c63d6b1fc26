import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreDay, type Caps } from './score-day.ts';
import { sumDay, type PostSum } from './sum-day.ts';

const post = (units: number, last: number, publicUnits = units, publicLast = last): PostSum => ({
	units,
	lastAt: new Date(last),
	publicUnits,
	publicLastAt: publicUnits > 0 ? new Date(publicLast) : null,
});

/** The sums per post of facts at these instants, as the database makes them. */
function sums(facts: readonly { at: number; post: string }[], freezeAt: number | null): PostSum[] {
	const shown = (at: number) => freezeAt === null || at < freezeAt;
	return [...Map.groupBy(facts, (fact) => fact.post).values()].map((of) => {
		const before = of.map(({ at }) => at).filter(shown);
		return {
			units: of.length,
			lastAt: new Date(Math.max(...of.map(({ at }) => at))),
			publicUnits: before.length,
			publicLastAt: before.length > 0 ? new Date(Math.max(...before)) : null,
		};
	});
}

describe('the sum of a day', () => {
	it('of no post is nothing', () => {
		const nothing = { units: 0, lastAt: null, publicUnits: 0, publicLastAt: null };
		expect(sumDay([], { dailyCap: 1, postDailyCap: 1 })).toEqual(nothing);
	});

	it('adds the posts up and ends with the latest, whatever the order of the posts', () => {
		const posts = [post(2, 30, 1, 10), post(3, 50, 3, 20), post(1, 40, 0)];
		const sum = {
			units: 6,
			lastAt: new Date(50),
			publicUnits: 4,
			publicLastAt: new Date(20),
		};
		expect(sumDay(posts, {})).toEqual(sum);
		expect(sumDay(posts.toReversed(), {})).toEqual(sum);
	});

	it('has none of its units public when all are dated after the freeze', () => {
		expect(sumDay([post(2, 30, 0)], {})).toMatchObject({ publicUnits: 0, publicLastAt: null });
	});

	it('is not known when a cap of the day cuts it, and is when it is just reached', () => {
		expect(sumDay([post(2, 1), post(2, 2)], { dailyCap: 3 })).toBeNull();
		expect(sumDay([post(2, 1), post(2, 2)], { dailyCap: 4 })?.units).toBe(4);
	});

	it('is not known when a cap of one post cuts it, and is when it is just reached', () => {
		expect(sumDay([post(1, 1), post(3, 2)], { postDailyCap: 2 })).toBeNull();
		expect(sumDay([post(2, 1), post(2, 2)], { postDailyCap: 2 })?.units).toBe(4);
	});

	it('is what the facts themselves score, or unknown just where a cap cuts one of them', () => {
		const cap = fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined });
		const fact = fc.record({
			at: fc.integer({ min: 0, max: 20 }),
			post: fc.constantFrom('x', 'y'),
		});
		fc.assert(
			fc.property(
				fc.array(fact, { maxLength: 12 }),
				fc.record({ dailyCap: cap, postDailyCap: cap }),
				fc.option(fc.integer({ min: 0, max: 20 })),
				(facts, caps: Caps, freeze) => {
					const units = facts.map(({ at, post }, i) => ({
						...{ id: String(i), at: new Date(at), post, link: post, units: 1 },
					}));
					const freezeAt = freeze === null ? null : new Date(freeze);
					const scored = scoreDay(units, { points: 1, ...caps }, freezeAt);
					const { reasons, counted, ...score } = scored;
					expect(counted.size).toBe(facts.length);
					expect(sumDay(sums(facts, freeze), caps)).toEqual(reasons.size > 0 ? null : score);
				},
			),
		);
	});
});
