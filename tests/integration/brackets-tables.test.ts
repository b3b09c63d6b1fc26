import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RulesInput } from '#lib/domain/contest/rules.ts';
import { lastContests } from '#lib/server/brackets/last-contests.ts';
import { readBrackets, readImproved } from '#lib/server/brackets/queries.ts';
import { createScorer, type Scorer } from '#lib/server/scoring/scorer.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';

let db: TestDatabase;
let scorer: Scorer;
let people: Record<'ana' | 'bo' | 'cleo' | 'dag', make.APerson>;
beforeAll(async () => {
	db = await createTestDatabase();
	scorer = createScorer({ connections: db.connections, log: silent });
});
afterAll(async () => {
	await scorer.close();
	await db.close();
});
beforeEach(async () => {
	await db.empty('contests', 'people');
	people = {
		ana: await make.aPerson(db, { name: 'Ana', team: 'Sales', office: 'Oslo', groups: ['junior'] }),
		bo: await make.aPerson(db, { name: 'Bo', team: 'Sales', office: 'Bergen', groups: ['senior'] }),
		cleo: await make.aPerson(db, { name: 'Cleo', team: 'Design', office: 'Oslo' }),
		dag: await make.aPerson(db, { name: 'Dag', team: 'Design', groups: ['senior', 'junior'] }),
	};
});

const STARTS_AT = '2026-10-01T00:00:00Z';
const ENDS_AT = '2026-10-11T00:00:00Z';
const NOW = new Date('2026-10-06T12:00:00Z');

/** A contest of ten days in UTC in which these have so many points, by adjustments on its second day. */
async function aContestWith(
	points: Partial<Record<keyof typeof people, number>>,
	rules: Partial<RulesInput>,
) {
	const contest = await make.aContest(db, {
		rules: { startsAt: STARTS_AT, endsAt: ENDS_AT, timeZone: 'UTC', ...rules },
	});
	for (const [name, count] of Object.entries(points)) {
		const at = new Date('2026-10-02T12:00:00Z');
		const person = people[name as 'ana'];
		await make.anAdjustment(db, contest.id, person.id, { at, points: count });
	}
	await scorer.drain();
	return contest;
}

/** An earlier contest whose table is stored. */
async function anEarlier(
	over: Parameters<typeof make.aContest>[1],
	points: Partial<Record<keyof typeof people, number>>,
	listed = true,
) {
	const contest = await make.aContest(db, { finalAt: new Date('2026-09-30T00:00:00Z'), ...over });
	for (const [name, count] of Object.entries(points)) {
		await db.connections.sql`
			insert into standings (contest_id, person_id, listed, points, clicks, engagement, conversions,
				public_listed, public_points, public_clicks, public_engagement, public_conversions)
			values (${contest.id}, ${people[name as 'ana'].id}, ${listed}, ${count}, 0, 0, 0, ${listed}, ${count}, 0, 0, 0)`;
	}
	return contest;
}

const plain = (list: Awaited<ReturnType<typeof readBrackets>>) =>
	list.map(({ name, rows, total }) => [
		name,
		total,
		...rows.map(({ rank, person, points }) => `${rank} ${person.name} ${points}`),
	]);

describe('the brackets of a contest', () => {
	const points = { ana: 5, bo: 9, cleo: 7, dag: 9 };
	const read = async (brackets: RulesInput['brackets'], more: Partial<RulesInput> = {}) => {
		const { slug } = await aContestWith(points, { brackets, ...more });
		return readBrackets({ ctx: db.ctx(make.asActor(people.ana), NOW), input: { contest: slug } });
	};

	it('by office rank each office’s people anew', async () => {
		expect(plain(await read('office'))).toEqual([
			['Bergen', 1, '1 Bo 9'],
			['Oslo', 2, '1 Cleo 7', '2 Ana 5'],
		]);
	});

	it('by team leave out who does not compete', async () => {
		const exclude = { groups: ['senior'] };
		expect(plain(await read('team', { exclude }))).toEqual([
			['Design', 1, '1 Cleo 7'],
			['Sales', 1, '1 Ana 5'],
		]);
	});

	it('that are named hold who bears their groups, with one’s own row in each of one’s own', async () => {
		const brackets = await read([
			{ name: 'Seniors', groups: ['senior'] },
			{ name: 'Juniors', groups: ['junior'] },
			{ name: 'Interns', groups: ['intern'] },
		]);
		expect(plain(brackets)).toEqual([
			['Seniors', 2, '1 Bo 9', '1 Dag 9'],
			['Juniors', 2, '1 Dag 9', '2 Ana 5'],
			['Interns', 0],
		]);
		expect(brackets.map(({ own }) => own?.rank ?? null)).toEqual([null, 2, null]);
	});

	it('show so many rows as are asked for, and nobody’s own row to a display', async () => {
		const contest = await aContestWith(points, { brackets: 'office' });
		const ctx = db.ctx({ kind: 'display', id: 'd', contestId: contest.id }, NOW);
		const list = await readBrackets({ ctx, input: { contest: contest.slug, top: 1 } });
		expect(list.map(({ rows, total, own }) => [rows.length, total, own])).toEqual([
			[1, 1, null],
			[1, 2, null],
		]);
	});

	it('are not found where the rules have none', async () => {
		const { slug } = await aContestWith({}, {});
		const ask = { ctx: db.ctx(undefined, NOW), input: { contest: slug } };
		await expect(readBrackets(ask)).rejects.toMatchObject({ code: 'not_found' });
		await expect(readImproved(ask)).rejects.toMatchObject({ code: 'not_found' });
	});
});

describe('the most improved of a contest', () => {
	const september = {
		startsAt: new Date('2026-09-01T00:00:00Z'),
		endsAt: new Date('2026-09-11T00:00:00Z'),
		rules: { timeZone: 'UTC' },
	};

	it('stand by their points a day against their own last contest, so that a small network can win', async () => {
		await anEarlier(september, { ana: 10, bo: 200, cleo: 9, dag: 100 });
		const { slug } = await aContestWith(
			{ ana: 15, bo: 150, cleo: 90, dag: 20 },
			{ mostImproved: true },
		);
		const seen = await readImproved({
			ctx: db.ctx(make.asActor(people.dag), NOW),
			input: { contest: slug },
		});
		// Ten days then, six begun by now: 15/6 to 10/10, and 150/6 to 200/10.
		expect(
			seen.rows.map(({ rank, person, comparison }) => [rank, person.name, comparison.shown]),
		).toEqual([
			[1, 'Ana', '×2.5'],
			[2, 'Bo', '×1.3'],
		]);
		expect(seen).toMatchObject({ total: 2, days: 6, own: { now: 20, shown: '×0.3' } });
		const token = { kind: 'token', id: 't', name: 't', scopes: ['read'] } as const;
		const other = await readImproved({ ctx: db.ctx(token, NOW), input: { contest: slug, top: 1 } });
		expect(other).toMatchObject({ total: 2, own: null });
		expect(other.rows).toHaveLength(1);
	});

	it('are compared with the last contest that is over and shown, each with the one they were in', async () => {
		const july = {
			startsAt: new Date('2026-07-01T00:00:00Z'),
			endsAt: new Date('2026-07-03T00:00:00Z'),
		};
		await anEarlier({ ...july, rules: { timeZone: 'UTC' } }, { ana: 1, bo: 2, cleo: 3, dag: 4 });
		await anEarlier(september, { ana: 11, bo: 12 });
		await anEarlier({ ...september, heldForReveal: true }, { cleo: 50 });
		await anEarlier({ ...september, finalAt: null }, { cleo: 51 });
		await anEarlier({ ...september, cancelledAt: new Date() }, { cleo: 52 });
		await anEarlier(september, { dag: 53 }, false);
		await anEarlier({ ...september, endsAt: new Date('2026-10-01T00:00:01Z') }, { dag: 54 });
		const contest = await aContestWith({}, { mostImproved: true });
		const found = await lastContests(db.connections.db, contest.id);
		const of = (person: make.APerson) => found.get(person.externalId);
		expect([of(people.ana), of(people.bo)]).toEqual([
			{ points: 11, days: 10 },
			{ points: 12, days: 10 },
		]);
		expect([of(people.cleo), of(people.dag)]).toEqual([
			{ points: 3, days: 2 },
			{ points: 4, days: 2 },
		]);
	});

	it('are nobody in a first contest', async () => {
		const { slug } = await aContestWith({ ana: 50 }, { mostImproved: true });
		const ctx = db.ctx(make.asActor(people.ana), NOW);
		expect(await readImproved({ ctx, input: { contest: slug } })).toEqual({
			...{ rows: [], total: 0, days: 6, own: null },
		});
	});
});
