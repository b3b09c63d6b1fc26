import { describe, expect, it } from 'vitest';
import { SIGNAL_KEYS } from '#lib/domain/integrity/keys.ts';
import { signalOf } from '#lib/domain/integrity/signals/registry.ts';
import { scanContest, scanForQueue, scanOpenContests } from '#lib/server/integrity/scan.ts';
import * as make from '#tests/support/people.ts';
import { anIntegrityWorld, at, NOON, uneven } from './integrity-world.ts';

const HOUR = 3_600_000;
const EARLY = at(-20 * 3600);
const world = anIntegrityWorld();
const flags = () => world.database.connections.sql`
	select signal, key, person_id, link_id, weight, state, evidence from integrity_flags
	where contest_id = ${world.contest.id} order by signal, key`;
const signals = async () => (await flags()).map((flag) => flag.signal as string);

describe('flags', () => {
	const burst = (n = 14) => world.clicks(n, (i) => ({ at: at(uneven(i) % 400), network: 'home' }));

	it('are raised once however often one looks, and by however many at once', async () => {
		await burst();
		const raised = await Promise.all(Array.from({ length: 6 }, world.scan));
		expect(raised.reduce((sum, one) => sum + one.raised, 0)).toBe((await flags()).length);
		const before = await flags();
		expect(await world.scan()).toEqual({ raised: 0 });
		expect(await flags()).toEqual(before);
	});

	it('grow while they are open, and come back after they were dismissed only with twice as much', async () => {
		const { sql } = world.database.connections;
		const bursts = async () =>
			(await flags())
				.filter((flag) => flag.signal === 'network_burst')
				.map((flag) => flag.evidence.clicks);
		await burst(13);
		await world.scan();
		await burst(2);
		await world.scan();
		expect(await bursts()).toEqual([15]);
		await sql`update integrity_flags set state = 'dismissed'`;
		await burst(14);
		await world.scan();
		expect(await bursts()).toEqual([15]);
		await burst(1);
		await world.scan();
		expect(await bursts()).toEqual([15, 30]);
		expect(
			(await flags()).map((flag) => flag.key as string).filter((key) => key.includes('#2')),
		).not.toEqual([]);
	});

	it('are not raised about facts that are out, nor about people who don’t compete', async () => {
		await burst();
		const chief = await make.aPerson(world.database, { groups: ['Leadership'] });
		const theirs = await make.aLink(world.database, { personId: chief.id, sharedAt: EARLY });
		await world.clicks(14, (i) => ({ at: at(i * 7), network: 'chief' }), theirs);
		await world.database.connections.sql`
			update contest_rules set rules = jsonb_set(rules, '{exclude,groups}', '["Leadership"]')
			where contest_id = ${world.contest.id}`;
		await world.database.connections.sql`
			insert into voids (id, person_id, reason) values (gen_random_uuid(), ${world.person.id}, 'All of it.')`;
		expect(await world.scan()).toEqual({ raised: 0 });
	});

	it('are not raised in a contest that is final, cancelled, a draft or still to come', async () => {
		await burst();
		for (const over of [
			{ finalAt: NOON },
			{ cancelledAt: NOON },
			{ publishedAt: null },
			{ startsAt: new Date(Date.now() + HOUR) },
		]) {
			const other = await make.aContest(world.database, over);
			expect(await scanContest(world.database.ctx(), other.id)).toEqual({ raised: 0 });
		}
		expect(await scanContest(world.database.ctx(), world.person.id)).toEqual({ raised: 0 });
	});

	it('are looked for in every open contest, and the queue’s own look is for owners', async () => {
		await burst();
		expect(
			(await scanOpenContests({ ctx: world.database.ctx(), input: {} })).raised,
		).toBeGreaterThan(0);
		expect(await signals()).toContain('network_burst');
		const owner = make.asActor(await make.aPerson(world.database, { role: 'owner' }));
		const ctx = world.database.ctx(owner);
		expect(await scanForQueue({ ctx, input: { contest: world.contest.slug } })).toEqual({
			raised: 0,
		});
		await burst(30);
		// Within 20 s it does not look again.
		expect(await scanForQueue({ ctx, input: { contest: world.contest.slug } })).toEqual({
			raised: 0,
		});
		await expect(
			scanForQueue({
				ctx: world.database.ctx(make.asActor(world.person)),
				input: { contest: world.contest.slug },
			}),
		).rejects.toMatchObject({ code: 'not_allowed' });
	});
});

it('a hundred thousand facts are looked through in seconds', async () => {
	const { sql } = world.database.connections;
	await sql`
		with someone as (
			insert into people (id, external_id, name, email, team_id, avatar_seed)
			select gen_random_uuid(), 'many-' || i, 'Many ' || i, 'many' || i || '@example.com', ${world.person.teamId}, i::text
			from generate_series(1, 500) i returning id
		), linked as (
			insert into links (id, slug, person_id, post_id, network, shared_at)
			select gen_random_uuid(), 'm' || row_number() over () || '-' || n, id, ${world.link.postId}, 'net' || n, ${EARLY}
			from someone, generate_series(1, 4) n returning id, person_id, post_id
		)
		insert into clicks (id, link_id, person_id, post_id, at, visitor, network, verdict)
		select gen_random_uuid(), l.id, l.person_id, l.post_id,
			${NOON}::timestamptz - random() * interval '6 days', 'v' || l.id || i, 'n' || (random() * 20000)::int,
			case when i % 8 = 0 then 'duplicate' else 'valid' end
		from linked l, generate_series(1, 50) i`;
	await sql`analyze clicks`;
	await world.clicks(14, (i) => ({ at: at(uneven(i) % 400), network: 'home' }));
	const started = performance.now();
	await world.scan();
	const seconds = (performance.now() - started) / 1000;
	console.info(`looked through 100,000 facts in ${seconds.toFixed(2)} s`);
	expect(await signals()).toContain('network_burst');
	expect(seconds).toBeLessThan(20);
}, 60_000);

it('every signal can be stored and read back', async () => {
	for (const key of SIGNAL_KEYS)
		for (const { seen } of signalOf(key).examples.raises) {
			const { evidence } = signalOf(key).judge(seen)!;
			const [row] = await world.database.connections.sql`
				select ${JSON.stringify(evidence)}::text::jsonb as evidence`;
			expect(signalOf(key).evidence.parse(row!.evidence)).toEqual(evidence);
		}
});
