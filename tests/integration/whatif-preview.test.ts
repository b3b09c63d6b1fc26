import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REQUIREMENTS } from '#lib/domain/contest/requirements.ts';
import { rulesSchema, type RulesInput } from '#lib/domain/contest/rules.ts';
import { scoreTable } from '#lib/domain/scoring/table.ts';
import type { Ctx } from '#lib/server/context.ts';
import { readFacts } from '#lib/server/previews/facts.ts';
import { previewRules } from '#lib/server/previews/preview.ts';
import { createScorer, type Scorer } from '#lib/server/scoring/scorer.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';
import { aWorld, happenings, type World } from './scoring-world.ts';

let db: TestDatabase;
let scorer: Scorer;
beforeAll(async () => {
	db = await createTestDatabase();
	scorer = createScorer({ connections: db.connections, log: silent });
});
afterAll(async () => {
	await scorer.close();
	await db.close();
});

const NOW = new Date('2026-10-26T18:00:00.000Z');
const STARTS_AT = '2026-10-22T10:00:00.000Z';
const ENDS_AT = '2026-10-28T10:00:00.000Z';
const box = { startsAt: STARTS_AT, endsAt: ENDS_AT, timeZone: 'Europe/Stockholm' };

const metricRule = fc.record({
	points: fc.nat(5),
	dailyCap: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
	postDailyCap: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
});
const optional = fc.option(metricRule, { nil: undefined });
/** Rules that differ from the world's own in everything that they can. */
const otherRules: fc.Arbitrary<RulesInput> = fc
	.record({
		metrics: fc.record({
			click: optional,
			like: optional,
			comment: optional,
			reshare: optional,
			conversion: optional,
		}),
		posts: fc.constantFrom('any' as const, 'shared-in-contest' as const),
		minClicks: fc.nat(2),
		requires: fc.subarray([...REQUIREMENTS]),
		tieBreaks: fc.shuffledSubarray(['clicks', 'engagement', 'conversions', 'earliest'] as const),
		teams: fc.subarray(['Blue', 'Red']),
		moved: fc.integer({ min: -12, max: 12 }),
	})
	.map(({ metrics, teams, moved, ...rest }) => {
		const later = (at: string) => new Date(Date.parse(at) + moved * 3_600_000).toISOString();
		return {
			...rest,
			startsAt: later(STARTS_AT),
			endsAt: later(ENDS_AT),
			timeZone: 'Europe/Stockholm',
			metrics: JSON.parse(JSON.stringify(metrics)) as RulesInput['metrics'],
			exclude: { people: [], teams, groups: ['Leadership'] },
		};
	});

/** Other worlds' people share the database; they are left out of what is looked at. */
const mine = (world: World) => new Set(world.people.map((person) => person.externalId));

const scored = (world: World, rules: RulesInput) =>
	scoreTable({
		...world.meaning,
		rules: rulesSchema.parse(rules),
		facts: world.facts(),
		audience: 'owner',
	});

describe('a what-if', () => {
	it('is the scorer’s own table under any rules, beside today’s, also while frozen', async () => {
		const worlds = fc.tuple(fc.array(happenings, { minLength: 20, maxLength: 80 }), otherRules);
		await fc.assert(
			fc.asyncProperty(worlds, async ([list, given]) => {
				const world = await aWorld(db, { freezeHour: 60, alone: true });
				for (const one of list) await world.happen(one);
				const others = [...world.rules.exclude.people];
				const rules = { ...given, exclude: { ...given.exclude!, people: others } };
				const seen = await previewRules({
					ctx: db.ctx(undefined, NOW),
					input: { contest: world.contest.slug, rules },
				});
				expect(
					seen.rows.map((row) => ({
						rank: row.rank,
						person: row.person.externalId,
						points: row.points,
						clicks: row.clicks,
						engagement: row.engagement,
						conversions: row.conversions,
						reachedAt: row.reachedAt === null ? null : new Date(row.reachedAt),
						qualified: row.qualified,
					})),
				).toEqual(scored(world, rules));
				const today = scoreTable({ ...world.meaning, facts: world.facts(), audience: 'owner' });
				const told = [...seen.rows, ...seen.leaving].flatMap(({ person, before }) =>
					before ? [{ person: person.externalId, ...before }] : [],
				);
				const order = (a: { person: string }, b: { person: string }) =>
					a.person < b.person ? -1 : 1;
				expect(told.sort(order)).toEqual(
					today.map(({ person, rank, points }) => ({ person, rank, points })).sort(order),
				);
				const moved = (up: boolean) =>
					seen.rows.filter(({ movement }) => (up ? (movement ?? 0) > 0 : (movement ?? 0) < 0));
				expect(seen).toMatchObject({
					total: seen.rows.length,
					rising: moved(true).length,
					falling: moved(false).length,
					joining: seen.rows.filter(({ before }) => before === null).length,
					leavingTotal: seen.leaving.length,
				});
				await world.end();
			}),
			{ numRuns: 10 },
		);
	});

	it('counts both tables over a chosen period, and the adjustments of that time', async () => {
		const world = await aWorld(db, { alone: true });
		const [ana, bo] = world.people;
		const links = (id: string) => world.links.findIndex((link) => link.personId === id);
		await world.happen({ type: 'click', link: links(ana!.id), hour: 50 });
		await world.happen({ type: 'click', link: links(bo!.id), hour: 90 });
		await world.happen({ type: 'conversion', link: links(bo!.id), hour: 91 });
		await world.happen({ type: 'adjustment', person: 0, hour: 50, points: 3 });
		await world.happen({ type: 'adjustment', person: 1, hour: 90, points: 4 });
		const { exclude } = world.rules;
		const rules = { ...box, metrics: { conversion: { points: 7 } }, exclude };
		const at = (hour: number) =>
			new Date(Date.parse(STARTS_AT) + (hour - 40) * 3_600_000).toISOString();
		const seen = await previewRules({
			ctx: db.ctx(undefined, NOW),
			input: { contest: world.contest.slug, rules, from: at(80), to: at(100) },
		});
		expect(seen.before).toEqual({ startsAt: at(80), endsAt: at(100) });
		expect(seen.after).toEqual(seen.before);
		expect(seen.rows).toMatchObject([
			{
				person: { externalId: bo!.externalId, team: 'Blue' },
				rank: 1,
				points: 11,
				before: { rank: 1, points: 15 },
				movement: 0,
				why: [
					{ key: 'points_each', params: { metric: 'conversion', from: 10, to: 7 }, points: -3 },
					{ key: 'metric_dropped', params: { metric: 'click', units: -1 }, points: -1 },
				],
			},
		]);
		expect(seen.leaving).toEqual([]);
		expect(seen.facts).toBeGreaterThanOrEqual(3);
		await world.end();
	});

	it('takes out what is voided and what somebody else’s contest adjusted', async () => {
		const world = await aWorld(db, { alone: true });
		const other = await aWorld(db, { alone: true });
		await world.happen({ type: 'click', link: 0, hour: 50 });
		await world.happen({ type: 'click', link: 0, hour: 51 });
		await world.happen({ type: 'void', fact: 0 });
		await make.anAdjustment(db, other.contest.id, world.people[0]!.id, { at: NOW, points: 99 });
		const rules = { ...box, metrics: { click: { points: 1 } } };
		const seen = await previewRules({
			ctx: db.ctx(undefined, NOW),
			input: { contest: world.contest.slug, rules },
		});
		const row = seen.rows.find(({ person }) => mine(world).has(person.externalId));
		expect(row).toMatchObject({ points: 1, clicks: 1 });
		await world.end();
		await other.end();
	});

	it('gives so many rows as are asked for, and says how many there are', async () => {
		const world = await aWorld(db, { alone: true });
		for (let i = 0; i < 10; i++) await world.happen({ type: 'click', link: i, hour: 100 });
		const { exclude } = world.rules;
		const out = [...exclude.people, ...world.people.slice(2, 5).map((one) => one.externalId)];
		const rules = { ...box, metrics: { click: { points: 1 } }, exclude: { people: out } };
		const input = { contest: world.contest.slug, rules, top: 1 };
		const seen = await previewRules({ ctx: db.ctx(undefined, NOW), input });
		expect(seen).toMatchObject({ total: 2, leavingTotal: 3 });
		expect([seen.rows.length, seen.leaving.length]).toEqual([1, 1]);
		await world.end();
	});

	it('refuses more facts than it can hold, whichever kind is the one too many', async () => {
		const own = await createTestDatabase();
		try {
			const person = await make.aPerson(own);
			const link = await make.aLink(own, { personId: person.id });
			const contest = await make.aContest(own);
			await make.aClick(own, link);
			await make.aConversion(own, link);
			await make.aReading(own, link);
			await make.anAdjustment(own, contest.id, person.id);
			const span = {
				contestId: contest.id,
				from: new Date(Date.now() - 86_400_000),
				to: new Date(Date.now() + 86_400_000),
				adjustmentsInside: false,
			};
			const { count, people } = await readFacts(own.connections.db, span, 4);
			expect([count, people.length]).toEqual([4, 1]);
			for (const most of [0, 1, 2, 3]) {
				await expect(readFacts(own.connections.db, span, most)).rejects.toMatchObject({
					code: 'too_large',
					reason: 'too_many_facts',
				});
			}
		} finally {
			await own.close();
		}
	});

	it.each([
		['rules.endsAt', { rules: { ...box, metrics: {}, endsAt: STARTS_AT } }],
		[
			'rules.metrics.click.dailyCap',
			{ rules: { ...box, metrics: { click: { points: 1, dailyCap: 0 } } } },
		],
		['rules.surprise', { rules: { ...box, metrics: {}, surprise: 1 } }],
		['to', { rules: { ...box, metrics: {} }, from: STARTS_AT }],
		['to', { rules: { ...box, metrics: {} }, to: STARTS_AT }],
		['to', { rules: { ...box, metrics: {} }, from: STARTS_AT, to: STARTS_AT }],
	])('refuses a wrong %s with its path', async (path, wrong) => {
		const input = { contest: 'any', ...wrong } as never;
		const refused = await previewRules({ ctx: db.ctx(), input }).catch((error: unknown) => error);
		expect(refused).toMatchObject({ code: 'invalid', errors: [{ path }] });
	});

	it('is for owners, and for contests that there are', async () => {
		const rules = { ...box, metrics: {} };
		const person = await make.aPerson(db, { role: 'manager' });
		const preview = (ctx: Ctx, contest = 'none') =>
			previewRules({ ctx, input: { contest, rules } });
		await expect(preview(db.ctx(make.asActor(person)))).rejects.toMatchObject({
			code: 'not_allowed',
		});
		await expect(preview(db.ctx())).rejects.toMatchObject({ code: 'not_found' });
	});
});
