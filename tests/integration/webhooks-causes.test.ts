import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { noteMoments } from '#lib/server/contests/moments.ts';
import { finalizeContest } from '#lib/server/results/finalize.ts';
import { endReveal } from '#lib/server/reveals/end.ts';
import { noteLeaders } from '#lib/server/webhooks/leaders.ts';
import { createTestDatabase, SYSTEM, type TestDatabase } from '#tests/support/database.ts';
import { aClick, aContest, aLink, aPerson, aProgram } from '#tests/support/people.ts';
import { anEndedContest, anOwner, drain as score, PASSWORD } from './results-world.ts';
import { aWebhook } from './webhooks-world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	// Nobody delivers here: what waits for it is what is told.
	await aWebhook(database, 'https://crm.example.com/laurel');
});
beforeEach(async () => {
	await database.connections.sql`update contests set cancelled_at = now() where final_at is null`;
	await database.connections.sql`delete from webhook_deliveries`;
});
afterAll(() => database.close());

const ctx = () => database.ctx(SYSTEM);
const HOUR = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR);

type Told = { type: string; timestamp: string; data: Record<string, unknown> };
/** What webhooks are told, oldest first. */
async function told(): Promise<Told[]> {
	const rows = await database.connections.sql<{ body: string }[]>`
		select m.body from webhook_deliveries d join webhook_messages m on m.id = d.message_id order by d.id`;
	return rows.map(({ body }) => JSON.parse(body) as Told);
}
const types = async () => (await told()).map(({ type }) => type);

describe('a contest’s moments', () => {
	it('are told when they come, once, however many servers note them', async () => {
		const { id, slug } = await aContest(database, {
			publishedAt: inHours(-1000),
			rules: {
				startsAt: inHours(-3).toISOString(),
				endsAt: inHours(2).toISOString(),
				freezeAt: inHours(-1).toISOString(),
			},
		});
		await Promise.all(Array.from({ length: 5 }, () => noteMoments({ ctx: ctx(), input: {} })));
		expect(await types()).toEqual(['contest.started', 'contest.frozen']);
		const [, frozen] = await told();
		expect(frozen).toMatchObject({
			timestamp: frozen!.data.frozenAt,
			data: { contest: { slug, name: slug } },
		});
		await database.connections.sql`
			update contest_rules set rules = rules || ${database.connections.sql.json({
				endsAt: inHours(-0.5).toISOString(),
			})} where contest_id = ${id}`;
		await noteMoments({ ctx: ctx(), input: {} });
		await noteMoments({ ctx: ctx(), input: {} });
		expect(await types()).toEqual(['contest.started', 'contest.frozen', 'contest.ended']);
	});
});

describe('a final result', () => {
	it('is told with the prizes that it gives, in the transaction that makes it', async () => {
		const contest = await anEndedContest(database);
		const owner = await anOwner(database);
		const input = { contest: contest.slug, password: PASSWORD };
		const { sha256 } = await finalizeContest({ ctx: owner, input });
		const all = await told();
		expect(all.map(({ type }) => type).sort()).toEqual(['contest.final', 'prize.won', 'prize.won']);
		expect(all.find(({ type }) => type === 'contest.final')!.data).toEqual({
			contest: { slug: contest.slug, name: contest.name },
			...{ number: 1, sha256, reason: null },
		});
		const cup = all.find(({ data }) => data.prize === 'Cup')!;
		const { externalId, name } = contest.people[0]!;
		expect(cup.data).toMatchObject({ winner: { externalId, name }, place: 1 });
	});

	it('is not told while it is held for its reveal', async () => {
		const contest = await anEndedContest(database);
		const owner = await anOwner(database);
		await finalizeContest({
			ctx: owner,
			input: { contest: contest.slug, password: PASSWORD, hold: true },
		});
		expect(await types()).toEqual([]);
		await endReveal({ ctx: owner, input: { contest: contest.slug, early: true } });
		expect((await types()).sort()).toEqual(['contest.final', 'prize.won', 'prize.won']);
	});
});

describe('a new leader', () => {
	/** Looks twice, a minute apart. */
	async function look() {
		await noteLeaders({ ctx: ctx(), input: {} });
		await database.connections.sql`
			update webhook_leaders set candidate_since = candidate_since - interval '1 minute'`;
		await Promise.all(Array.from({ length: 3 }, () => noteLeaders({ ctx: ctx(), input: {} })));
	}
	async function race() {
		// People of the tests before compete no more.
		const earlier = await database.connections.sql<{ id: string }[]>`
			select external_id as id from people`;
		const exclude = { people: earlier.map(({ id }) => id), teams: [], groups: [] };
		const contest = await aContest(database, {
			rules: { startsAt: inHours(-24).toISOString(), endsAt: inHours(24).toISOString(), exclude },
		});
		const people = [await aPerson(database, { name: 'Ana' }), await aPerson(database)];
		const links = await Promise.all(
			people.map(({ id }) => aLink(database, { personId: id, sharedAt: inHours(-24) })),
		);
		const clicks = async (of: 0 | 1, count: number) => {
			for (let i = 0; i < count; i++) await aClick(database, links[of]!);
			await database.connections
				.sql`update contests set rescore_needed = true where id = ${contest.id}`;
			await score(database);
		};
		return { contest, people, clicks };
	}

	it('is told once they have led alone for a minute, with who led before', async () => {
		const { contest, people, clicks } = await race();
		await clicks(0, 1);
		await noteLeaders({ ctx: ctx(), input: {} });
		expect(await types()).toEqual([]);
		await look();
		await look();
		await clicks(1, 2);
		await look();
		const [first, second] = await told();
		expect(first!.data).toMatchObject({
			contest: { slug: contest.slug },
			leader: { externalId: people[0]!.externalId, name: 'Ana' },
			...{ points: 1, before: null },
		});
		expect(second!.data).toMatchObject({
			leader: { externalId: people[1]!.externalId },
			...{ points: 2, before: { externalId: people[0]!.externalId } },
		});
		expect(await told()).toHaveLength(2);
	});

	it('is nobody while two share the place', async () => {
		const { clicks } = await race();
		await clicks(0, 1);
		await clicks(1, 1);
		await look();
		expect(await types()).toEqual([]);
	});

	it('is nobody’s to know while the table is frozen', async () => {
		const { contest, clicks } = await race();
		await clicks(0, 1);
		await look();
		await database.connections.sql`update contests set frozen_at = now() where id = ${contest.id}`;
		await clicks(1, 5);
		await look();
		await look();
		expect(await types()).toEqual(['leader.changed']);
	});

	it('is not looked for where nobody wants to know', async () => {
		const { clicks } = await race();
		await clicks(0, 1);
		await database.connections.sql`update webhooks set events = '{prize.won}'`;
		expect(await noteLeaders({ ctx: ctx(), input: {} })).toEqual({ contests: 0, told: 0 });
	});
});
