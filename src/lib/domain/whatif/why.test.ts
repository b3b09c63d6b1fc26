import { describe, expect, it } from 'vitest';
import { rulesSchema, type Rules, type RulesInput } from '../contest/rules.ts';
import { movementOf, whatIfTable } from './table.ts';
import { tallyOf, type PersonFacts, type SingleFact } from './tally.ts';
import { whyPoints, type WhatIfPerson } from './why.ts';

const rulesOf = (more: Partial<RulesInput> = {}): Rules =>
	rulesSchema.parse({
		startsAt: '2026-10-01T00:00:00Z',
		endsAt: '2026-10-11T00:00:00Z',
		timeZone: 'UTC',
		metrics: { click: { points: 2 } },
		...more,
	});
const at = (day: number, hour = 12) => new Date(Date.UTC(2026, 9, day, hour));
const SHARED = at(2, 0);

let count = 0;
const click = (day: number, more: Partial<SingleFact> = {}): SingleFact => ({
	metric: 'click',
	id: `c${String(count++).padStart(4, '0')}`,
	at: at(day),
	post: 'a',
	link: 'l',
	sharedAt: SHARED,
	...more,
});
const clicks = (n: number, day: number, more: Partial<SingleFact> = {}) =>
	Array.from({ length: n }, () => click(day, more));
const facts = (singles: SingleFact[], more: Partial<PersonFacts> = {}): PersonFacts => ({
	singles,
	readings: [],
	adjustments: [],
	...more,
});
const ana: WhatIfPerson = { id: 'ana', name: 'Ana', team: 'Sales', groups: ['staff', 'heads'] };

/** Why Ana's points change from today's rules to others, without the numbers that other tests hold. */
function why(of: PersonFacts, after: Partial<RulesInput>, before: Partial<RulesInput> = {}) {
	const rules = { before: rulesOf(before), after: rulesOf(after) };
	const sides = { before: tallyOf(of, rules.before), after: tallyOf(of, rules.after) };
	return whyPoints(ana, sides, rules);
}

describe('a tally', () => {
	it('says where every unit went', () => {
		const rules = rulesOf({
			metrics: { click: { points: 1, dailyCap: 4, postDailyCap: 3 } },
			posts: 'shared-in-contest',
		});
		const old = at(-5);
		const of = facts([
			...clicks(5, 3), // two above the post's cap
			...clicks(3, 3, { post: 'b' }), // two more above the day's
			...clicks(2, 4, { sharedAt: old, link: 'old' }),
			...clicks(1, 12),
		]);
		const { metrics, standing } = tallyOf(of, rules);
		expect(Object.fromEntries(metrics)).toEqual({
			click: { inBox: 10, notTaken: 2, postCut: 2, dayCut: 2, counted: 4 },
		});
		expect(standing).toMatchObject({ listed: true, points: 4, clicks: 4 });
	});

	it('takes increments of readings, cut in part by a cap', () => {
		const reading = (id: string, day: number, total: number, metric = 'like') => ({
			...{ id, at: at(day), post: 'a', link: 'l', sharedAt: SHARED },
			...{ metric, total },
		});
		const readings = [
			reading('r1', 3, 6),
			reading('r2', 4, 10),
			reading('r3', 5, 7),
			reading('r4', 6, 99, 'impression'),
		];
		const rules = rulesOf({ metrics: { like: { points: 3, dailyCap: 5 } } });
		const { metrics, standing } = tallyOf(facts([], { readings }), rules);
		expect(metrics.get('like')).toEqual({
			...{ inBox: 10, notTaken: 0, postCut: 0 },
			...{ dayCut: 1, counted: 9 },
		});
		expect(metrics.has('comment')).toBe(false);
		expect(standing).toMatchObject({ points: 27, engagement: 9 });
	});

	it('adds adjustments', () => {
		const of = facts([], { adjustments: [{ at: at(3), points: -7 }] });
		expect(tallyOf(of, rulesOf()).standing).toMatchObject({ listed: true, points: -7 });
	});
});

describe('the reasons', () => {
	it('name a new cap of a day with what is lost to it', () => {
		expect(why(facts(clicks(9, 3)), { metrics: { click: { points: 2, dailyCap: 5 } } })).toEqual([
			{ key: 'daily_cap', params: { metric: 'click', units: -4 }, points: -8 },
		]);
	});

	it('name a cap of a post that is lifted with what is won', () => {
		const capped = { metrics: { click: { points: 2, postDailyCap: 5 } } };
		expect(why(facts(clicks(9, 3)), {}, capped)).toEqual([
			{ key: 'post_daily_cap', params: { metric: 'click', units: 4 }, points: 8 },
		]);
	});

	it('name a metric that no longer counts, and one that counts now', () => {
		const of = facts([...clicks(3, 3), ...clicks(2, 3, { metric: 'conversion' })]);
		expect(why(of, { metrics: { conversion: { points: 10 } } })).toEqual([
			{ key: 'metric_added', params: { metric: 'conversion', units: 2 }, points: 20 },
			{ key: 'metric_dropped', params: { metric: 'click', units: -3 }, points: -6 },
		]);
		expect(why(facts([]), { metrics: { conversion: { points: 10 } } })).toEqual([]);
	});

	it('name points that are otherwise, for what still counts', () => {
		expect(why(facts(clicks(3, 3)), { metrics: { click: { points: 5 } } })).toEqual([
			{ key: 'points_each', params: { metric: 'click', from: 2, to: 5 }, points: 9 },
		]);
		expect(why(facts([]), { metrics: { click: { points: 5 } } })).toEqual([]);
	});

	it('name both a cap and other points, the weightier first', () => {
		expect(why(facts(clicks(9, 3)), { metrics: { click: { points: 1, dailyCap: 8 } } })).toEqual([
			{ key: 'points_each', params: { metric: 'click', from: 2, to: 1 }, points: -8 },
			{ key: 'daily_cap', params: { metric: 'click', units: -1 }, points: -2 },
		]);
	});

	it('name links that are too old, and a time box that is another', () => {
		const of = facts([...clicks(2, 3, { sharedAt: at(-9) }), ...clicks(1, 9)]);
		const after = { posts: 'shared-in-contest' as const, endsAt: '2026-10-08T00:00:00Z' };
		expect(why(of, after)).toEqual([
			{ key: 'posts', params: { metric: 'click', units: -2 }, points: -4 },
			{ key: 'box', params: { metric: 'click', units: -1 }, points: -2 },
		]);
		expect(why(of, {}, { posts: 'shared-in-contest' })).toEqual([
			{ key: 'posts', params: { metric: 'click', units: 2 }, points: 4 },
		]);
	});

	it.each([
		[{ people: ['ana'], teams: ['Sales'], groups: ['heads'] }, 'person', 'Ana'],
		[{ people: ['bo'], teams: ['Sales'], groups: ['heads'] }, 'team', 'Sales'],
		[{ people: [], teams: ['Design'], groups: ['interns', 'heads'] }, 'group', 'heads'],
	] as const)('name the exclusion %j that meets a person', (exclude, by, name) => {
		const of = facts(clicks(2, 3), { adjustments: [{ at: at(3), points: 5 }] });
		const list = { ...exclude, people: [...exclude.people] };
		const rules = {
			before: rulesOf(),
			after: rulesOf({
				exclude: { ...list, teams: [...exclude.teams], groups: [...exclude.groups] },
			}),
		};
		const tally = tallyOf(of, rules.before);
		expect(whyPoints(ana, { before: tally, after: null }, rules)).toEqual([
			{ key: 'excluded', params: { by, name }, points: -9 },
		]);
		const nothing = tallyOf(facts([]), rules.before);
		expect(whyPoints(ana, { before: nothing, after: null }, rules)).toEqual([]);
		expect(whyPoints(ana, { before: null, after: tally }, rules)).toEqual([
			{ key: 'joins', params: {}, points: 9 },
		]);
		expect(whyPoints(ana, { before: null, after: nothing }, rules)).toEqual([]);
		expect(whyPoints(ana, { before: null, after: null }, rules)).toEqual([]);
	});

	it('name no group where none is to blame', () => {
		const rules = { before: rulesOf(), after: rulesOf() };
		const tally = tallyOf(facts(clicks(1, 3)), rules.before);
		expect(whyPoints(ana, { before: tally, after: null }, rules)).toEqual([
			{ key: 'excluded', params: { by: 'group', name: '' }, points: -2 },
		]);
	});
});

describe('a table beside today’s', () => {
	const people = ['ana', 'bo', 'cleo', 'dag'].map((id): WhatIfPerson => ({
		id,
		name: id,
		team: 'Sales',
		groups: [],
	}));

	function table(of: PersonFacts[], after: Partial<RulesInput>, before: Partial<RulesInput> = {}) {
		const rules = { before: rulesOf(before), after: rulesOf(after) };
		return whatIfTable(
			of.map((one, i) => {
				const person = people[i]!;
				const out = rules.after.exclude.people.includes(person.id);
				const sides = {
					before: tallyOf(one, rules.before),
					after: out ? null : tallyOf(one, rules.after),
				};
				return { person, sides, why: whyPoints(person, sides, rules) };
			}),
			rules,
		);
	}
	const plain = (found: ReturnType<typeof table>) =>
		found.rows.map((row) => [
			row.person,
			row.rank,
			movementOf(row),
			...row.why.map(({ key }) => key),
		]);

	it('says who rises because of others, and who leaves', () => {
		const found = table([facts(clicks(9, 3)), facts(clicks(5, 3)), facts(clicks(2, 3))], {
			exclude: { people: ['ana'], teams: [], groups: [] },
		});
		expect(plain(found)).toEqual([
			['bo', 1, 1, 'others'],
			['cleo', 2, 1, 'others'],
		]);
		expect(found.leaving).toEqual([
			{
				person: 'ana',
				before: { rank: 1, points: 18 },
				why: [{ key: 'excluded', params: { by: 'person', name: 'ana' }, points: -18 }],
			},
		]);
	});

	it('says that places depend on clicks, and how many there are', () => {
		const of = [facts(clicks(3, 3)), facts(clicks(1, 3))];
		expect(table(of, { minClicks: 2 }).rows[1]).toMatchObject({
			rank: null,
			before: { rank: 2, points: 2 },
			why: [{ key: 'min_clicks', params: { clicks: 1, needed: 2 }, points: 0 }],
		});
		const met = table(of, {}, { minClicks: 2 });
		expect(met.rows[1]!.why).toEqual([
			{ key: 'min_clicks_met', params: { clicks: 1, needed: 0 }, points: 0 },
		]);
		expect(movementOf(met.rows[1]!)).toBeNull();
	});

	it('says that tie-breaks decide, only where points are equal and the tie-breaks are others', () => {
		const early = facts(clicks(2, 3));
		const late = facts(clicks(2, 5));
		expect(plain(table([late, early], { tieBreaks: ['earliest'] }))).toEqual([
			['bo', 1, 0],
			['ana', 2, -1, 'tie_breaks'],
		]);
		// The tie lay in the table of today.
		expect(plain(table([late, early], {}, { tieBreaks: ['earliest'] }))).toEqual([
			['ana', 1, 1, 'tie_breaks'],
			['bo', 1, 0],
		]);
		const more = facts(clicks(3, 3));
		const out = { tieBreaks: ['earliest' as const], exclude: { people: ['ana'] } };
		expect(plain(table([more, early], out))).toEqual([['bo', 1, 1, 'others']]);
	});

	it('has a row without a before for who is new in it', () => {
		const of = [facts(clicks(1, 3)), facts(clicks(1, 3, { metric: 'conversion' }))];
		const found = table(of, { metrics: { click: { points: 2 }, conversion: { points: 1 } } });
		expect(found.rows[1]).toMatchObject({ person: 'bo', rank: 2, before: null });
		expect(movementOf(found.rows[1]!)).toBeNull();
		expect(plain(found)[1]).toEqual(['bo', 2, null, 'metric_added']);
	});
});
