import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordEvents } from '#lib/server/api/record-events.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import {
	aContest,
	aLink,
	aPerson,
	aProgram,
	asActor,
	type APerson,
} from '#tests/support/people.ts';

const NOW = new Date('2026-06-15T12:00:00Z');
const DAY = 86_400_000;
const ago = (days: number) => new Date(NOW.getTime() - days * DAY).toISOString();

let database: TestDatabase;
let person: APerson;
let link: Awaited<ReturnType<typeof aLink>>;
let n = 0;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
});
afterAll(() => database.close());
beforeEach(async () => {
	person = await aPerson(database);
	link = await aLink(database, { personId: person.id });
	await database.connections.sql`delete from marks`;
});

const ctx = () => database.ctx(undefined, NOW);
const id = () => `e${++n}`;
const click = (more: object = {}) => ({
	type: 'click',
	id: id(),
	slug: link.slug,
	at: ago(1),
	visitor: id(),
	...more,
});
const reading = (more: object = {}) => ({
	type: 'reading',
	id: id(),
	slug: link.slug,
	at: ago(1),
	metric: 'like',
	total: 5,
	...more,
});
const conversion = (more: object = {}) => ({
	type: 'conversion',
	id: id(),
	slug: link.slug,
	at: ago(1),
	kind: 'lead',
	...more,
});
const send = (...events: unknown[]) => recordEvents({ ctx: ctx(), input: { events } });
const count = async (table: 'clicks' | 'readings' | 'conversions') => {
	const { sql } = database.connections;
	const [row] =
		await sql`select count(*)::int as n from ${sql(table)} where person_id = ${person.id}`;
	return row!.n as number;
};
const marks = async () =>
	(
		await database.connections
			.sql`select metric from marks where person_id = ${person.id} order by metric`
	).map((row) => row.metric as string);

describe('recording events', () => {
	it('stores each kind with its mark; impressions and reach are kept without one', async () => {
		const answer = await send(
			click(),
			reading(),
			reading({ metric: 'reach', total: 900 }),
			conversion({ value: '12.50', currency: 'SEK' }),
		);
		expect(answer).toEqual({ accepted: 4, duplicates: 0, rejected: [] });
		expect([await count('clicks'), await count('readings'), await count('conversions')]).toEqual([
			1, 2, 1,
		]);
		expect(await marks()).toEqual(['click', 'conversion', 'like']);
	});

	it('rejects by index and reason, and stores the rest', async () => {
		const good = click();
		const answer = await send(
			{ type: 'share', id: 'x' },
			click({ slug: 'nowhere' }),
			good,
			click({ at: new Date(NOW.getTime() + 301_000).toISOString() }),
			reading({ at: '2010-01-01T00:00:00Z' }),
			conversion({ slug: undefined, click: 'unheard-of' }),
			7,
		);
		expect(answer.accepted).toBe(1);
		expect(answer.rejected.map(({ index, reason }) => [index, reason])).toEqual([
			[0, 'invalid'],
			[1, 'unknown_link'],
			[3, 'in_future'],
			[4, 'too_old'],
			[5, 'unknown_link'],
			[6, 'invalid'],
		]);
		expect(answer.rejected[0]!.id).toBe('x');
		expect(answer.rejected[5]!.id).toBeNull();
		expect(await count('clicks')).toBe(1);
	});

	it('takes an id once: in one call, in the next, and as another kind of fact', async () => {
		const [a, b] = [click(), reading()];
		expect(await send(a, a, b)).toMatchObject({ accepted: 2, duplicates: 1 });
		expect(await send(b, a)).toMatchObject({ accepted: 0, duplicates: 2 });
		expect(await send(conversion({ id: a.id }))).toMatchObject({ accepted: 0, duplicates: 1 });
		expect([await count('clicks'), await count('readings'), await count('conversions')]).toEqual([
			1, 1, 0,
		]);
	});

	it('stores one effect of twenty deliveries of the same call at once', async () => {
		const events = [
			...Array.from({ length: 30 }, () => click()),
			...Array.from({ length: 30 }, () => reading()),
			...Array.from({ length: 30 }, () => conversion()),
		];
		const answers = await Promise.all(
			Array.from({ length: 20 }, (_, i) => send(...(i % 2 ? events : events.toReversed()))),
		);
		expect(answers.reduce((sum, answer) => sum + answer.accepted, 0)).toBe(90);
		expect(answers.reduce((sum, answer) => sum + answer.duplicates, 0)).toBe(19 * 90);
		expect([await count('clicks'), await count('readings'), await count('conversions')]).toEqual([
			30, 30, 30,
		]);
	});

	it('finds the click of a conversion by its own id, by the sender’s, and in the same call', async () => {
		const [first, second] = [click(), click()];
		await send(first);
		const [row] = await database.connections
			.sql`select id from clicks where external_id = ${first.id}`;
		const by = (name: string) => conversion({ slug: undefined, click: name });
		const sent = [by(row!.id), by(row!.id.toUpperCase()), by(first.id), by(second.id)];
		expect(await send(...sent, second)).toMatchObject({ accepted: 5, rejected: [] });
		const stored = await database.connections.sql`
			select c.external_id as click from conversions v join clicks c on c.id = v.click_id
			where v.person_id = ${person.id} order by v.external_id`;
		expect(stored.map((conv) => conv.click)).toEqual([first.id, first.id, first.id, second.id]);
	});

	it('never stores what the sender calls a visitor, only a keyed hash of it', async () => {
		const [a, b] = [click({ visitor: '203.0.113.7' }), click({ visitor: '203.0.113.7' })];
		await send(a, b);
		const rows = await database.connections
			.sql`select visitor, verdict from clicks where person_id = ${person.id} order by external_id`;
		expect(rows.map((row) => row.verdict).sort()).toEqual(['duplicate', 'valid']);
		expect(rows[0]!.visitor).toBe(rows[1]!.visitor);
		// A hash has no dots, and an address has no 22 letters.
		expect(rows[0]!.visitor).toMatch(/^[\w-]{22}$/);
	});

	it('refuses a fact inside a final contest of its person, and takes it for whoever does not compete', async () => {
		const box = { startsAt: new Date(ago(3)), endsAt: new Date(ago(1)) };
		const out = await aPerson(database, { groups: ['sidelined'] });
		const theirs = await aLink(database, { personId: out.id });
		const contest = await aContest(database, {
			...box,
			finalAt: new Date(ago(0.5)),
			rules: { exclude: { people: [], teams: [], groups: ['sidelined'] } },
		});
		const answer = await send(
			click({ at: ago(3) }),
			click({ at: ago(1) }),
			reading({ at: ago(2) }),
			click({ at: ago(2), slug: theirs.slug }),
		);
		expect(answer).toMatchObject({ accepted: 2, duplicates: 0 });
		expect(answer.rejected.map(({ index, reason }) => [index, reason])).toEqual([
			[0, 'contest_final'],
			[2, 'contest_final'],
		]);
		await database.connections.sql`update contests set final_at = null where id = ${contest.id}`;
		expect(await send(click({ at: ago(3) }))).toMatchObject({ accepted: 1 });
	});

	it('answers a fact that was stored before its contest became final as a duplicate', async () => {
		const early = click({ at: ago(40) });
		await send(early);
		const contest = await aContest(database, {
			startsAt: new Date(ago(50)),
			endsAt: new Date(ago(30)),
			finalAt: new Date(ago(20)),
		});
		expect(await send(early)).toEqual({ accepted: 0, duplicates: 1, rejected: [] });
		await database.connections.sql`update contests set final_at = null where id = ${contest.id}`;
	});

	it('waits for a contest that is just being made final, and then refuses', async () => {
		const contest = await aContest(database, {
			startsAt: new Date(ago(60)),
			endsAt: new Date(ago(55)),
		});
		const { sql } = database.connections;
		let sent: ReturnType<typeof send> | undefined;
		await sql.begin(async (tx) => {
			await tx`select from contests where id = ${contest.id} for update`;
			sent = send(click({ at: ago(57) }));
			// The call stands still on the contest's row; otherwise this would never become true.
			for (;;) {
				const [row] = await sql`
					select count(*)::int as n from pg_stat_activity
					where datname = current_database() and wait_event_type = 'Lock'`;
				if (row!.n > 0) break;
			}
			await tx`update contests set final_at = ${NOW} where id = ${contest.id}`;
		});
		expect(await sent).toMatchObject({ accepted: 0, rejected: [{ reason: 'contest_final' }] });
		await sql`update contests set final_at = null where id = ${contest.id}`;
	});

	it('takes 5,000 events of three kinds in a call, once, and refuses 5,001', async () => {
		const events = Array.from({ length: 5001 }, (_, i) =>
			[() => click(), () => reading({ total: i }), () => conversion()][i % 3]!(),
		);
		await expect(send(...events)).rejects.toMatchObject({
			code: 'invalid',
			errors: [{ path: 'events' }],
		});
		expect(await send(...events.slice(1))).toMatchObject({ accepted: 5000 });
		expect(await send(...events.slice(1))).toMatchObject({ accepted: 0, duplicates: 5000 });
	});

	it('is open to tokens that write events, and closed to those that only read and to owners', async () => {
		const input = { events: [click()] };
		const token = (...scopes: ('read' | 'events')[]) =>
			database.ctx({ kind: 'token', id: 't', name: 't', scopes }, NOW);
		await expect(recordEvents({ ctx: token('read'), input })).rejects.toMatchObject({
			code: 'not_allowed',
		});
		await expect(
			recordEvents({ ctx: database.ctx(asActor(person, 'owner'), NOW), input }),
		).rejects.toMatchObject({ code: 'not_allowed' });
		expect(await recordEvents({ ctx: token('events'), input })).toMatchObject({ accepted: 1 });
	});
});
