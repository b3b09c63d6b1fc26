import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SIGNAL_KEYS } from '#lib/domain/integrity/keys.ts';
import { signalOf } from '#lib/domain/integrity/signals/registry.ts';
import { scanContest, scanForQueue, scanOpenContests } from '#lib/server/integrity/scan.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';

const HOUR = 3_600_000;
/** Noon in Stockholm, two days ago: inside every box below. */
const NOON = new Date(new Date(Date.now() - 2 * 24 * HOUR).toISOString().slice(0, 10) + 'T11:00Z');
const at = (seconds: number) => new Date(NOON.getTime() + seconds * 1000);
const early = new Date(NOON.getTime() - 20 * HOUR);

let database: TestDatabase;
let contest: Awaited<ReturnType<typeof make.aContest>>;
let person: make.APerson;
let link: Awaited<ReturnType<typeof make.aLink>>;
let run = 0;

beforeAll(async () => {
	database = await createTestDatabase();
	await make.aProgram(database);
});
afterAll(() => database.close());
beforeEach(async () => {
	// Earlier tests' facts are in this box too, and nobody may delete them: their people don't compete here.
	const earlier = await database.connections.sql`select external_id as id from people`;
	run++;
	contest = await make.aContest(database, {
		rules: {
			metrics: { click: { points: 1 }, like: { points: 2 } },
			exclude: { people: earlier.map((row) => row.id as string) },
		},
	});
	person = await make.aPerson(database);
	link = await make.aLink(database, { personId: person.id, sharedAt: early });
});

const scan = () => scanContest(database.ctx(), contest.id);
const flags = () => database.connections.sql`
	select signal, key, person_id, link_id, weight, state, evidence from integrity_flags
	where contest_id = ${contest.id} order by signal, key`;
const signals = async () => (await flags()).map((flag) => flag.signal as string);
const clicks = async (
	n: number,
	over: (i: number) => Parameters<typeof make.aClick>[2],
	on = link,
) => {
	for (let i = 0; i < n; i++) {
		const click = over(i);
		// Each test's networks are its own.
		const network = click?.network ? `${run} ${click.network}` : null;
		await make.aClick(database, on, { ...click, network });
	}
};
/** As readers come: at gaps of their own, each from a network of their own. */
const uneven = (i: number) => i * 97 + ((i * i * 37) % 83);
const reader = (i: number) => ({ at: at(uneven(i)), network: `n${i}` });

describe('looking through a contest', () => {
	it('finds nothing in clicks as readers make them', async () => {
		await clicks(60, reader);
		expect(await scan()).toEqual({ raised: 0 });
	});

	it('points at a burst from one network, with what else came meanwhile', async () => {
		await clicks(14, (i) => ({ at: at(uneven(i) % 400), network: 'home' }));
		await clicks(5, (i) => ({ at: at(60 * i), network: `n${i}` }));
		await scan();
		const [flag] = (await flags()).filter((one) => one.signal === 'network_burst');
		expect(flag).toMatchObject({
			person_id: person.id,
			link_id: link.id,
			weight: 1,
			evidence: { clicks: 14, others: 5 },
		});
		expect(flag!.key).toBe(`${link.id}:${NOON.toISOString().slice(0, 10)}`);
		expect(JSON.stringify(flag!.evidence)).not.toContain('home');
	});

	it('does not take two networks, two links or two hours for one burst', async () => {
		const other = await make.aLink(database, { personId: person.id, sharedAt: early });
		await clicks(8, (i) => ({ at: at(uneven(i)), network: 'a' }));
		await clicks(8, (i) => ({ at: at(uneven(i)), network: 'b' }));
		await clicks(8, (i) => ({ at: at(4000 + uneven(i)), network: 'a' }), other);
		await scan();
		expect(await signals()).not.toContain('network_burst');
	});

	it('points at clicks within seconds of sharing, not at those after', async () => {
		const shared = await make.aLink(database, { personId: person.id, sharedAt: at(0) });
		await clicks(5, (i) => ({ at: at(2 + 4 * i - (i % 2)) }), shared);
		await clicks(4, (i) => ({ at: at(20 + 300 * i) }), shared);
		await clicks(4, (i) => ({ at: at(4 * i), verdict: 'duplicate' }), shared);
		await scan();
		expect(await flags()).toMatchObject([
			{ signal: 'quick_clicks', key: shared.id, evidence: { clicks: 5, all: 9, seconds: 19 } },
		]);
	});

	it('points at a person whose clicks come from few places, by network and by named visitor', async () => {
		const links = [link];
		for (let i = 0; i < 4; i++)
			links.push(await make.aLink(database, { personId: person.id, sharedAt: early }));
		for (const [i, one] of links.entries())
			await clicks(5, (j) => ({ at: at(900 * (5 * i + j) + uneven(j)), network: `n${j}` }), one);
		const other = await make.aPerson(database);
		const named = await make.aLink(database, { personId: other.id, sharedAt: early });
		await clicks(
			24,
			(i) => ({ at: at(-uneven(i) * 20), visitor: `v${i % 4}`, externalId: `${named.id}-${i}` }),
			named,
		);
		await scan();
		const found = (await flags()).filter((flag) => flag.signal === 'few_visitors');
		expect(found).toMatchObject([
			{ person_id: person.id, evidence: { by: 'network', clicks: 25, sources: 5, top: 5 } },
			{ person_id: other.id, evidence: { by: 'visitor', clicks: 24, sources: 4, top: 6 } },
		]);
		expect(found[1]!.key).toBe(`visitor:${other.id}`);
	});

	it('points at both of two colleagues whose links are opened from the same few places', async () => {
		const friend = await make.aPerson(database);
		const theirs = await make.aLink(database, { personId: friend.id, sharedAt: early });
		await clicks(5, (i) => ({ at: at(600 * i), network: `home${i % 2}` }));
		await clicks(4, (i) => ({ at: at(600 * i + 60), network: `home${i % 2}` }), theirs);
		await clicks(2, (i) => ({ at: at(600 * i), network: `else${i}` }), theirs);
		await clicks(3, (i) => ({ at: at(i), verdict: 'internal', visitor: null }));
		await scan();
		const found = (await flags()).filter((flag) => flag.signal === 'mutual_clicks');
		const mine = found.find((flag) => flag.person_id === person.id);
		expect(found).toHaveLength(2);
		expect(mine).toMatchObject({
			evidence: { other: friend.id, toPerson: 5, toOther: 4, sources: 2, all: 5, internal: 3 },
		});
	});

	it('takes a place that opens everybody’s links for a crowd', async () => {
		for (let i = 0; i < 4; i++) {
			const one = await make.aLink(database, { sharedAt: early });
			await clicks(5, (j) => ({ at: at(900 * j + i), network: 'carrier' }), one);
		}
		await scan();
		expect(await signals()).not.toContain('mutual_clicks');
	});

	it('points at a night’s clicks by the clock of the person’s office', async () => {
		const night = new Date(NOON.toISOString().slice(0, 10) + 'T01:30Z'); // 02:30 in Stockholm, 10:30 in Tokyo.
		const tokyo = await make.aPerson(database, {
			officeId: (await make.anOffice(database, undefined, 'Asia/Tokyo')).id,
		});
		const theirs = await make.aLink(database, { personId: tokyo.id, sharedAt: early });
		for (const one of [link, theirs])
			await clicks(
				16,
				(i) => ({ at: new Date(night.getTime() + uneven(i) * 1500), network: `${one.id} ${i}` }),
				one,
			);
		await scan();
		expect(await flags()).toMatchObject([
			{
				signal: 'odd_hours',
				key: `${person.id}:${NOON.toISOString().slice(0, 10)}`,
				evidence: { night: 16, day: 16, timeZone: 'Europe/Stockholm' },
			},
		]);
	});

	it('points at a scanner that opens many links at once, and at a script’s even intervals', async () => {
		for (let i = 0; i < 7; i++) {
			const one = await make.aLink(database, { personId: person.id, sharedAt: early });
			await clicks(1, () => ({ at: at(i), network: 'centre' }), one);
			await clicks(1, () => ({ at: at(i + 3), network: `n${i}` }), one);
		}
		const other = await make.aPerson(database);
		const scripted = await make.aLink(database, { personId: other.id, sharedAt: early });
		await clicks(20, (i) => ({ at: at(i * 61 + (i % 3)), network: `m${i}` }), scripted);
		await scan();
		expect((await flags()).filter((flag) => flag.signal === 'automated')).toMatchObject([
			{ link_id: scripted.id, evidence: { kind: 'even', clicks: 20 } },
			{ person_id: person.id, link_id: null, evidence: { kind: 'sweep', links: 7, seconds: 7 } },
		]);
	});

	it('points at a total that jumps, where the rules count the metric', async () => {
		const reading = (hours: number, total: number, metric = 'like') =>
			make.aReading(database, link, { at: at(hours * 3600), total, metric });
		await reading(-2, 10);
		await reading(-1, 30);
		await reading(0, 130);
		await reading(1, 120);
		await reading(2, 140);
		await reading(0, 900, 'comment');
		await reading(0, 9000, 'impression');
		await scan();
		expect(await flags()).toMatchObject([
			{
				signal: 'reading_jump',
				evidence: { metric: 'like', before: 30, after: 130, units: 100, hours: 1 },
			},
		]);
	});

	it('does not take the first total of a link from before the start for a jump', async () => {
		const old = new Date(contest.startsAt.getTime() - HOUR);
		const before = await make.aLink(database, { personId: person.id, sharedAt: old });
		await make.aReading(database, before, {
			at: new Date(contest.startsAt.getTime() + HOUR),
			total: 400,
		});
		expect(await scan()).toEqual({ raised: 0 });
	});
});

describe('flags', () => {
	const burst = (n = 14) => clicks(n, (i) => ({ at: at(uneven(i) % 400), network: 'home' }));

	it('are raised once however often one looks, and by however many at once', async () => {
		await burst();
		const raised = await Promise.all(Array.from({ length: 6 }, scan));
		expect(raised.reduce((sum, one) => sum + one.raised, 0)).toBe((await flags()).length);
		const before = await flags();
		expect(await scan()).toEqual({ raised: 0 });
		expect(await flags()).toEqual(before);
	});

	it('grow while they are open, and come back after they were dismissed only with twice as much', async () => {
		const { sql } = database.connections;
		const bursts = async () =>
			(await flags())
				.filter((flag) => flag.signal === 'network_burst')
				.map((flag) => flag.evidence.clicks);
		await burst(13);
		await scan();
		await burst(2);
		await scan();
		expect(await bursts()).toEqual([15]);
		await sql`update integrity_flags set state = 'dismissed'`;
		await burst(14);
		await scan();
		expect(await bursts()).toEqual([15]);
		await burst(1);
		await scan();
		expect(await bursts()).toEqual([15, 30]);
		expect((await flags()).map((flag) => flag.key).filter((key) => key.includes('#2'))).not.toEqual(
			[],
		);
	});

	it('are not raised about facts that are out, nor about people who don’t compete', async () => {
		await burst();
		const chief = await make.aPerson(database, { groups: ['Leadership'] });
		const theirs = await make.aLink(database, { personId: chief.id, sharedAt: early });
		await clicks(14, (i) => ({ at: at(i * 7), network: 'chief' }), theirs);
		await database.connections.sql`
			update contest_rules set rules = jsonb_set(rules, '{exclude,groups}', '["Leadership"]')
			where contest_id = ${contest.id}`;
		await database.connections.sql`
			insert into voids (id, person_id, reason) values (gen_random_uuid(), ${person.id}, 'All of it.')`;
		expect(await scan()).toEqual({ raised: 0 });
	});

	it('are not raised in a contest that is final, cancelled, a draft or still to come', async () => {
		await burst();
		for (const over of [
			{ finalAt: NOON },
			{ cancelledAt: NOON },
			{ publishedAt: null },
			{ startsAt: new Date(Date.now() + HOUR) },
		]) {
			const other = await make.aContest(database, over);
			expect(await scanContest(database.ctx(), other.id)).toEqual({ raised: 0 });
		}
		expect(await scanContest(database.ctx(), person.id)).toEqual({ raised: 0 });
	});

	it('are looked for in every open contest, and the queue’s own look is for owners', async () => {
		await burst();
		expect((await scanOpenContests({ ctx: database.ctx(), input: {} })).raised).toBeGreaterThan(0);
		expect(await signals()).toContain('network_burst');
		const owner = make.asActor(await make.aPerson(database, { role: 'owner' }));
		const ctx = database.ctx(owner);
		expect(await scanForQueue({ ctx, input: { contest: contest.slug } })).toEqual({ raised: 0 });
		await burst(30);
		// Within 20 s it does not look again.
		expect(await scanForQueue({ ctx, input: { contest: contest.slug } })).toEqual({ raised: 0 });
		await expect(
			scanForQueue({
				ctx: database.ctx(make.asActor(person)),
				input: { contest: contest.slug },
			}),
		).rejects.toMatchObject({ code: 'not_allowed' });
	});
});

it('a hundred thousand facts are looked through in seconds', async () => {
	const { sql } = database.connections;
	await sql`
		with someone as (
			insert into people (id, external_id, name, email, team_id, avatar_seed)
			select gen_random_uuid(), 'many-' || i, 'Many ' || i, 'many' || i || '@example.com', ${person.teamId}, i::text
			from generate_series(1, 500) i returning id
		), linked as (
			insert into links (id, slug, person_id, post_id, network, shared_at)
			select gen_random_uuid(), 'm' || row_number() over () || '-' || n, id, ${link.postId}, 'net' || n, ${early}
			from someone, generate_series(1, 4) n returning id, person_id, post_id
		)
		insert into clicks (id, link_id, person_id, post_id, at, visitor, network, verdict)
		select gen_random_uuid(), l.id, l.person_id, l.post_id,
			${NOON}::timestamptz - random() * interval '6 days', 'v' || l.id || i, 'n' || (random() * 20000)::int,
			case when i % 8 = 0 then 'duplicate' else 'valid' end
		from linked l, generate_series(1, 50) i`;
	await sql`analyze clicks`;
	await clicks(14, (i) => ({ at: at(uneven(i) % 400), network: 'home' }));
	const started = performance.now();
	await scan();
	const seconds = (performance.now() - started) / 1000;
	console.info(`looked through 100,000 facts in ${seconds.toFixed(2)} s`);
	expect(await signals()).toContain('network_burst');
	expect(seconds).toBeLessThan(20);
}, 60_000);

it('every signal can be stored and read back', async () => {
	for (const key of SIGNAL_KEYS)
		for (const { seen } of signalOf(key).examples.raises) {
			const { evidence } = signalOf(key).judge(seen)!;
			const [row] = await database.connections.sql`
				select ${JSON.stringify(evidence)}::text::jsonb as evidence`;
			expect(signalOf(key).evidence.parse(row!.evidence)).toEqual(evidence);
		}
});
