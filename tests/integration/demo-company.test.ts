import { afterAll, beforeAll, expect, test } from 'vitest';
import { dedupe } from '#lib/domain/clicks/dedupe.ts';
import { freezeInstant, phaseOf } from '#lib/domain/contest/phase.ts';
import { rulesSchema } from '#lib/domain/contest/rules.ts';
import { asPerson } from '#lib/server/demo/as-person.ts';
import { DEMO_PASSWORD, PERSONAS } from '#lib/server/demo/personas.ts';
import { demoState, emptyHalfOfADemo, seedCompany } from '#lib/server/demo/company.ts';
import { appendAudit } from '#lib/server/audit/append.ts';
import { connect } from '#lib/server/db/client.ts';
import { verifyPassword } from '#lib/server/auth/passwords.ts';
import { scanForQueue } from '#lib/server/integrity/scan.ts';
import { listBoard } from '#lib/server/posts/board.ts';
import { createScorer } from '#lib/server/scoring/scorer.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import { aPerson, aProgram } from '#tests/support/people.ts';

/** A Thursday, with a change to summer time inside the running contest. */
const NOW = new Date('2026-05-21T13:20:00Z');
/** Seeding takes 6 s of a quiet machine; a busy one, measuring its coverage, is given ten times that and more. */
const SEEDING_MS = 120_000;
let database: TestDatabase;

beforeAll(async () => {
	database = await createTestDatabase();
	await seedCompany(database.connections, NOW);
}, SEEDING_MS);
afterAll(() => database.close());

const number = async (table: string) => {
	const { sql } = database.connections;
	const [row] = await sql<{ n: number }[]>`select count(*)::int as n from ${sql(table)}`;
	return row?.n ?? 0;
};

test('the company has the people, offices, teams and stories that it is said to have', async () => {
	expect(await number('people')).toBe(80);
	expect(await number('teams')).toBe(6);
	expect(await number('offices')).toBe(4);
	// Forty that are out, and four in the owners' week.
	expect(await number('posts')).toBe(44);
	expect(await number('feed_items')).toBe(4);
	expect(await number('categories')).toBe(3);
	expect(await number('clicks')).toBeGreaterThan(30_000);
	const apart = await database.connections.sql`
		select g.name, count(*)::int as n from person_groups pg join groups g on g.id = pg.group_id group by 1 order by 1`;
	expect([...apart]).toEqual([
		{ name: 'coordinators', n: 3 },
		{ name: 'leadership', n: 5 },
	]);
});

test('one contest runs for ten days more, the one before it is final', async () => {
	const rows = await database.connections.sql`
		select c.slug, c.published_at as "publishedAt", c.frozen_at as "frozenAt", c.unfrozen_at as "unfrozenAt",
			c.final_at as "finalAt", c.cancelled_at as "cancelledAt", r.rules
		from contests c join contest_rules r on r.contest_id = c.id order by c.starts_at`;
	const contests = rows.map(({ slug, rules: stored, ...state }) => {
		const rules = rulesSchema.parse(stored);
		const deeds = state as Parameters<typeof phaseOf>[0];
		expect(freezeInstant(deeds, rules)).toBeNull();
		return { slug: slug as string, phase: phaseOf(deeds, rules, NOW), ends: rules.endsAt };
	});
	expect(contests).toMatchObject([
		{ slug: 'q3-advocacy-cup', phase: 'final' },
		{ slug: 'q4-advocacy-cup', phase: 'running' },
	]);
	expect(contests[1]?.ends).toEqual(new Date('2026-05-31T16:00:00Z'));
});

test('nothing lies in the future and no link is clicked before it is shared', async () => {
	const { sql } = database.connections;
	const [row] = await sql`
		select (select count(*)::int from clicks where at > ${NOW}) as clicks,
			(select count(*)::int from readings where at > ${NOW}) as readings,
			(select count(*)::int from conversions where at > ${NOW}) as conversions,
			(select count(*)::int from clicks c join links l on l.id = c.link_id where c.at < l.shared_at) as early,
			(select count(*)::int from links l join posts p on p.id = l.post_id where l.shared_at < p.published_at)
				as unpublished`;
	expect(row).toEqual({ clicks: 0, readings: 0, conversions: 0, early: 0, unpublished: 0 });
});

test('every verdict is the one that the door would have given', async () => {
	const rows = await database.connections.sql<
		{ id: string; linkId: string; at: Date; visitor: string | null; verdict: string }[]
	>`select id, link_id as "linkId", at, visitor, verdict from clicks`;
	const perLink = Map.groupBy(rows, (row) => row.linkId);
	for (const clicks of perLink.values()) {
		const candidates = clicks.flatMap(({ visitor, ...click }) =>
			visitor === null ? [] : [{ ...click, visitor }],
		);
		const verdicts = dedupe(candidates, 24 * 3_600_000);
		for (const click of candidates) expect(click.verdict).toBe(verdicts.get(click.id));
	}
	const verdicts = new Set(rows.map((row) => row.verdict));
	expect([...verdicts].sort()).toEqual([
		'bot',
		'duplicate',
		'internal',
		'prefetch',
		'self',
		'valid',
	]);
	const judged = rows.filter(({ visitor }) => visitor === null).map(({ verdict }) => verdict);
	expect(new Set(judged)).toEqual(new Set(['bot', 'internal', 'prefetch', 'self']));
});

test('the standings stand before the first page is opened, without those who do not compete', async () => {
	const standings = () => database.connections.sql`
		select s.* from standings s join contests c on c.id = s.contest_id
		where c.slug = 'q4-advocacy-cup' order by s.person_id`;
	const seeded = await standings();
	expect(seeded.filter((row) => row.listed)).toHaveLength(72);
	await database.connections.sql`
		update contests set rescore_needed = true where slug = 'q4-advocacy-cup'`;
	const scorer = createScorer({ connections: database.connections, log: silent });
	await scorer.drain();
	await scorer.close();
	const figures = (rows: Record<string, unknown>[]) =>
		rows.map(({ person_id, points, clicks, reached_at }) => ({
			person_id,
			points,
			clicks,
			reached_at,
		}));
	expect(figures(await standings())).toEqual(figures(seeded));
});

test('the employee of the one-click sign-ins stands among the first ten, the others do their work', async () => {
	const rows = await database.connections.sql<
		{ externalId: string; role: string; place: string | null; hash: string }[]
	>`
		select p.external_id as "externalId", p.role, t.place, k.password_hash as hash
		from people p join credentials k on k.person_id = p.id
		left join (
			select s.person_id, rank() over (order by s.points desc) as place
			from standings s join contests c on c.id = s.contest_id where c.slug = 'q4-advocacy-cup' and s.listed
		) t on t.person_id = p.id
		where p.role <> 'employee' or p.external_id = 'tom.lindqvist'`;
	expect(rows).toHaveLength(PERSONAS.length);
	for (const persona of PERSONAS) {
		const row = rows.find(({ externalId }) => externalId === persona.externalId);
		expect(row?.role).toBe(persona.role);
	}
	const [tom] = rows.filter(({ externalId }) => externalId === 'tom.lindqvist');
	expect(Number(tom?.place)).toBeGreaterThanOrEqual(2);
	expect(Number(tom?.place)).toBeLessThanOrEqual(10);
	expect(await verifyPassword(tom?.hash ?? null, DEMO_PASSWORD)).toMatchObject({ fits: true });
});

test(
	'the same company comes of the same seed, and only into a database that holds no program',
	{ timeout: SEEDING_MS },
	async () => {
		const other = await createTestDatabase();
		try {
			await seedCompany(other.connections, NOW);
			const table = (of: TestDatabase) => of.connections.sql`
			select p.external_id, s.points, s.clicks, s.engagement, s.conversions, s.reached_at
			from standings s join people p on p.id = s.person_id join contests c on c.id = s.contest_id
			order by c.slug, p.external_id`;
			expect([...(await table(other))]).toEqual([...(await table(database))]);
			expect(await demoState(other.connections)).toBe('demo');
			await expect(seedCompany(other.connections, NOW)).rejects.toThrow('not empty');
		} finally {
			await other.close();
		}
	},
);

test(
	'half of a demo is taken away by the owner, and nothing but half of a demo is',
	{ timeout: SEEDING_MS },
	async () => {
		const other = await createTestDatabase();
		const owner = connect(other.ownerUrl, { max: 1, hotMax: 1, role: null });
		try {
			await aProgram(other, { demo: true });
			await aPerson(other);
			expect(await demoState(other.connections)).toBe('none');
			await emptyHalfOfADemo(owner);
			const left = await other.connections
				.sql`select 1 from people union all select 1 from program`;
			expect(left).toHaveLength(0);
			for (const demo of [false, true]) {
				await aProgram(other, { demo });
				if (demo) await appendAudit(other.ctx(), { action: 'demo.seed' });
				await expect(emptyHalfOfADemo(owner)).rejects.toThrow('holds a program');
			}
		} finally {
			await owner.close();
			await other.close();
		}
	},
);

test('an owner has something to decide: a burst, an objection, and points that wait for a second owner', async () => {
	const ctx = { ...database.ctx(), now: NOW };
	await scanForQueue({ ctx, input: { contest: 'q4-advocacy-cup' } });
	const { sql } = database.connections;
	const flags = await sql`
		select f.signal, p.external_id as person from integrity_flags f join people p on p.id = f.person_id
		where f.state = 'open'`;
	expect([...flags]).toContainEqual({ signal: 'network_burst', person: 'elif.kaya' });
	expect(await number('disputes')).toBe(1);
	expect(await number('adjustment_requests')).toBe(1);
});

test('most have accepted the guidelines, some of them hold a certificate, the one-click employee for one', async () => {
	const [row] = await database.connections.sql`
		select (select max(version) from guideline_versions) as version,
			(select count(distinct person_id)::int from guideline_acceptances) as accepted,
			(select count(*)::int from guideline_acceptances where version = 2) as again,
			(select count(*)::int from disclosure_pledges) as pledged,
			(select count(*)::int from certificates) as certified,
			(select count(*)::int from certificates c where not exists (select from guideline_acceptances a
				where a.person_id = c.person_id and a.version = c.guidelines and a.at <= c.at)
				or (select count(*) from lesson_passes p where p.person_id = c.person_id and p.at <= c.at) <> 4
			) as unearned,
			(select count(*)::int from guideline_acceptances a join guideline_versions v using (version)
				where a.at < v.published_at or a.at > ${NOW}) as impossible`;
	expect(row).toMatchObject({ version: 2, unearned: 0, impossible: 0 });
	expect(row?.accepted).toBeGreaterThan(60);
	expect(row?.accepted).toBeLessThan(80);
	for (const some of ['again', 'pledged']) expect(row?.[some]).toBeGreaterThan(40);
	expect(row?.certified).toBeGreaterThan(15);
	expect(row?.certified).toBeLessThan(40);
	const who = await database.connections.sql<{ person: string; versions: number; all: boolean }[]>`
		select p.external_id as person, count(a.version)::int as versions,
			exists (select from certificates c where c.person_id = p.id)
				and exists (select from disclosure_pledges d where d.person_id = p.id) as "all"
		from people p left join guideline_acceptances a on a.person_id = p.id
		where p.external_id in ('tom.lindqvist', 'sara.holm') group by p.id order by 1`;
	expect([...who]).toEqual([
		{ person: 'sara.holm', versions: 1, all: false },
		{ person: 'tom.lindqvist', versions: 2, all: true },
	]);
});

test('of the suggestions one is a story that credits its proposer, one was declined, two wait with votes', async () => {
	const { sql } = database.connections;
	const suggested = await sql`
		select p.state, b.external_id as by, p.note is not null as noted,
			(select count(*)::int from proposal_votes v where v.proposal_id = p.id) as votes
		from proposals p join people b on b.id = p.person_id order by p.state, votes`;
	expect([...suggested]).toEqual([
		{ state: 'accepted', by: 'tom.lindqvist', noted: true, votes: 5 },
		{ state: 'declined', by: 'nikhil.bapat', noted: true, votes: 1 },
		{ state: 'open', by: 'giulia.conti', noted: false, votes: 2 },
		{ state: 'open', by: 'linnea.dahlgren', noted: false, votes: 6 },
	]);
	const [told] = await sql`
		select count(*)::int as n, bool_and(read_at is not null and created_at < ${NOW}) as read
		from notices where kind = 'proposal_decided'`;
	expect(told).toEqual({ n: 2, read: true });
	const ctx = await asPerson(database.ctx(), 'mira.okafor', NOW);
	const { stories } = await listBoard({ ctx, input: { filter: {}, q: 'Gunnar', newSince: NOW } });
	expect(stories).toMatchObject([
		{ title: 'Baking bread with the Stockholm office', proposedBy: 'Tom Lindqvist' },
	]);
});
