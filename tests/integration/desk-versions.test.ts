import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localOf } from '#lib/domain/contest/local-time.ts';
import { readBoard } from '#lib/server/boards/queries.ts';
import { createContest } from '#lib/server/contests/create.ts';
import { publishDraft } from '#lib/server/contests/draft-publish.ts';
import { readContest } from '#lib/server/contests/queries.ts';
import { readClosingTable, readVersions } from '#lib/server/contests/versions.ts';
import { createScorer } from '#lib/server/scoring/scorer.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';
import { aDraft, points } from './desk-draft.ts';

let database: TestDatabase;
let ida: ReturnType<typeof make.asActor>;
beforeAll(async () => {
	database = await createTestDatabase();
	await make.aProgram(database);
	ida = make.asActor(await make.aPerson(database, { name: 'Ida', role: 'owner' }));
});
afterAll(() => database.close());

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY);
const as = (actor = ida) => database.ctx(actor);
const view = (slug: string) => readContest({ ctx: as(), input: { slug } });
const versions = (contest: string, actor = ida) =>
	readVersions({ ctx: as(actor), input: { contest } });

const draftOf = (from: { edit: string }, change: Parameters<typeof aDraft>[2]) =>
	aDraft(as(), from, change);
const publish = (
	draft: { id: string; revision: number },
	more: { reason?: string; contestRevision?: number } = {},
	actor = ida,
) => publishDraft({ ctx: as(actor), input: { ...draft, ...more } });

/** A contest that runs, made as the program makes it. */
async function running(more: object = {}) {
	const { slug } = await createContest({
		ctx: as(),
		input: {
			name: `Cup ${Math.random()}`,
			startsAt: ago(5).toISOString(),
			endsAt: ago(-5).toISOString(),
			timeZone: 'UTC',
			metrics: { click: { points: 1 } },
			...more,
		},
	});
	return slug;
}
async function scored() {
	const scorer = createScorer({ connections: database.connections, log: silent });
	await scorer.drain();
	await scorer.close();
}

const told = async (kind: string, slug: string) => {
	const [row] = await database.connections.sql`
		select count(*)::int as n from notices
		where kind = ${kind} and params -> 'contest' ->> 'slug' = ${slug}`;
	return row?.n as number;
};

describe('a new version of a running contest', () => {
	it('needs a reason', async () => {
		const slug = await running();
		const draft = await draftOf({ edit: slug }, (form) => points(form, '2'));
		await expect(publish(draft)).rejects.toMatchObject({
			code: 'invalid',
			errors: [{ path: 'reason' }],
		});
		expect(await view(slug)).toMatchObject({ rulesVersion: 1, revision: 1 });
	});

	it('scores the whole contest anew, and keeps the old rules with the table that they closed with', async () => {
		const slug = await running({
			exclude: { people: [], teams: [], groups: ['Leadership'] },
			prizes: [{ kind: 'place', name: 'Cup', fromPlace: 1 }],
		});
		const ana = await make.aPerson(database, { name: 'Ana', team: 'Blue' });
		const link = await make.aLink(database, { personId: ana.id });
		for (const days of [4, 3, 2]) await make.aClick(database, link, { at: ago(days) });
		await scored();
		const draft = await draftOf({ edit: slug }, (form) => ({
			...points(form, '5'),
			minClicks: '2',
			prizes: [{ ...form.prizes[0]!, name: 'Big Cup' }],
		}));
		const reason = 'Clicks were worth too little.';
		expect(await publish(draft, { reason })).toEqual({ slug, version: 2, created: false });
		await scored();
		const [standing] = await database.connections.sql`
			select s.points from standings s join contests c on c.id = s.contest_id
			where c.slug = ${slug} and s.person_id = ${ana.id}`;
		expect(standing?.points).toBe(15);

		const employee = make.asActor(ana);
		const [second, first] = await versions(slug, employee);
		expect(second).toMatchObject({
			...{ version: 2, by: 'Ida', reason, closingTable: null, closingTotal: 0 },
			rules: { metrics: { click: { points: 5 } } },
			difference: [
				{ key: 'points', before: { params: { points: 1 } }, after: { params: { points: 5 } } },
				{ key: 'min_clicks', before: null, after: { params: { clicks: 2 } } },
			],
			prizeDifference: [{ before: { name: 'Cup' }, after: { name: 'Big Cup' } }],
		});
		expect(first).toMatchObject({
			...{ version: 1, by: 'Ida', reason: null, difference: [], prizeDifference: [] },
			...{ rules: { metrics: { click: { points: 1 } } }, prizes: [{ name: 'Cup' }] },
		});
		expect(first?.closingTable).toContainEqual({
			...{ rank: 1, points: 3, clicks: 3, engagement: 0, conversions: 0 },
			person: { externalId: ana.externalId, name: 'Ana', team: 'Blue' },
			reachedAt: expect.any(String) as string,
		});
		const page = { contest: slug, version: 1, offset: 0, limit: 1 };
		const table = await readClosingTable({ ctx: as(employee), input: page });
		expect(table).toEqual({ rows: [first?.closingTable?.[0]], total: first?.closingTotal });
		const none = readClosingTable({ ctx: as(employee), input: { ...page, version: 2 } });
		await expect(none).rejects.toMatchObject({ code: 'not_found' });
	});

	it('shows the old table by the old rules until the new one is whole', async () => {
		const slug = await running();
		const [one, two] = [await make.aPerson(database), await make.aPerson(database)];
		for (const person of [one, two, two]) {
			const link = await make.aLink(database, { personId: person.id });
			await make.aClick(database, link, { at: ago(2) });
		}
		await scored();
		const board = async () => {
			const { rulesVersion, rows } = await readBoard({ ctx: as(), input: { contest: slug } });
			const isRanked = ({ externalId }: { externalId: string }) =>
				rows.find((row) => row.person.externalId === externalId)!.rank !== null;
			return { rulesVersion, ranked: [isRanked(one), isRanked(two)] };
		};
		const old = { rulesVersion: 1, ranked: [true, true] };
		expect(await board()).toEqual(old);
		const draft = await draftOf({ edit: slug }, (form) => ({ ...form, minClicks: '2' }));
		await publish(draft, { reason: 'One click is no campaign.' });
		expect(await view(slug)).toMatchObject({ rulesVersion: 2 });
		expect(await board()).toEqual(old);
		await scored();
		expect(await board()).toEqual({ rulesVersion: 2, ranked: [false, true] });
	});

	it('tells everybody who competed or competes now, once, with the reason', async () => {
		const slug = await running();
		const bo = await make.aPerson(database, { name: 'Bo', team: 'Told' });
		const chief = await make.aPerson(database, { name: 'Chief', groups: ['Leaders of it'] });
		const draft = await draftOf({ edit: slug }, () => ({
			exclude: { people: [], teams: ['Told'], groups: [] },
		}));
		await publish(draft, { reason: 'Fairness.' });
		const notices = await database.connections.sql`
			select person_id, params from notices
			where kind = 'rules_changed' and params -> 'contest' ->> 'slug' = ${slug}
				and person_id in (${bo.id}, ${chief.id})`;
		expect(notices).toHaveLength(2);
		expect(notices[0]?.params).toMatchObject({ version: 2, reason: 'Fairness.' });
	});

	it('writes who, before and after into the audit', async () => {
		const slug = await running();
		await publish(await draftOf({ edit: slug }, (form) => points(form, '7')), { reason: 'More.' });
		const [entry] = await database.connections.sql`
			select details from audit_entries where action = 'contest.version' order by at desc limit 1`;
		expect(entry?.details).toMatchObject({
			...{ slug, reason: 'More.' },
			before: { version: 1, rules: { metrics: { click: { points: 1 } } } },
			after: { version: 2, rules: { metrics: { click: { points: 7 } } } },
		});
	});

	it('is none where only the name changed', async () => {
		const slug = await running();
		const draft = await draftOf({ edit: slug }, () => ({ name: 'Better name' }));
		expect(await publish(draft)).toMatchObject({ version: 1 });
		expect(await view(slug)).toMatchObject({ name: 'Better name', rulesVersion: 1, revision: 2 });
		expect(await told('rules_changed', slug)).toBe(0);
	});

	it('is one where only the order of prizes changed: a draw’s lots hang on it', async () => {
		const draw = (name: string) => ({ kind: 'draw', name, winners: 1 });
		const slug = await running({ prizes: [draw('A'), draw('B')] });
		const draft = await draftOf({ edit: slug }, (form) => ({ prizes: form.prizes.toReversed() }));
		expect(await publish(draft, { reason: 'Order.' })).toMatchObject({ version: 2 });
		expect((await view(slug)).prizes.map(({ name }) => name)).toEqual(['B', 'A']);
	});

	it('neither starts the contest again nor ends it in the past', async () => {
		const slug = await running();
		const draft = await draftOf({ edit: slug }, () => ({
			startsAt: localOf(ago(-1), 'UTC'),
			endsAt: localOf(ago(-2), 'UTC'),
		}));
		await expect(publish(draft, { reason: 'Again.' })).rejects.toMatchObject({
			code: 'invalid',
			errors: [{ path: 'startsAt' }],
		});
	});

	it('keeps what a freeze hides out of the table that the old version closes with', async () => {
		const freezeAt = ago(1);
		const slug = await running({ freezeAt: freezeAt.toISOString() });
		const eve = await make.aPerson(database, { name: 'Eve' });
		const link = await make.aLink(database, { personId: eve.id });
		await make.aClick(database, link, { at: ago(2) });
		await make.aClick(database, link, { at: ago(0.5) });
		await scored();
		const draft = await draftOf({ edit: slug }, (form) => points(form, '2'));
		await publish(draft, { reason: 'Half way.' });
		const [, first] = await versions(slug);
		const row = first?.closingTable?.find(({ person }) => person.externalId === eve.externalId);
		expect(row).toMatchObject({ points: 1, clicks: 1 });
	});
});

describe('the versions', () => {
	it('of a draft contest are for owners alone', async () => {
		const slug = await running({ draft: true });
		const employee = make.asActor(await make.aPerson(database));
		await expect(versions(slug, employee)).rejects.toMatchObject({ code: 'not_found' });
		expect(await versions(slug)).toHaveLength(1);
	});

	it('from before prizes were kept have those of now', async () => {
		const slug = await running({ prizes: [{ kind: 'place', name: 'Cup', fromPlace: 1 }] });
		await database.connections.sql`
			update contest_rules set prizes = null
			where contest_id = (select id from contests where slug = ${slug})`;
		expect(await versions(slug)).toMatchObject([{ prizes: [{ name: 'Cup' }] }]);
		const draft = await draftOf({ edit: slug }, () => ({ prizes: [] }));
		await publish(draft, { reason: 'None left.' });
		expect(await versions(slug)).toMatchObject([
			{ version: 2, prizes: [], prizeDifference: [{ before: { name: 'Cup' }, after: null }] },
			{ version: 1, prizes: [{ name: 'Cup' }] },
		]);
	});
});
