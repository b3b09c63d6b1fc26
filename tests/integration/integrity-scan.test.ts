import { describe, expect, it } from 'vitest';
import * as make from '#tests/support/people.ts';
import { anIntegrityWorld, at, NOON, uneven } from './integrity-world.ts';

const HOUR = 3_600_000;
const EARLY = at(-20 * 3600);
const world = anIntegrityWorld();
const flags = () => world.database.connections.sql`
	select signal, key, person_id, link_id, weight, state, evidence from integrity_flags
	where contest_id = ${world.contest.id} order by signal, key`;
const signals = async () => (await flags()).map((flag) => flag.signal as string);

/** Readers, each from a network of their own. */
const reader = (i: number) => ({ at: at(uneven(i)), network: `n${i}` });

describe('looking through a contest', () => {
	it('finds nothing in clicks as readers make them', async () => {
		await world.clicks(60, reader);
		expect(await world.scan()).toEqual({ raised: 0 });
	});

	it('points at a burst from one network, with what else came meanwhile', async () => {
		await world.clicks(14, (i) => ({ at: at(uneven(i) % 400), network: 'home' }));
		await world.clicks(5, (i) => ({ at: at(60 * i), network: `n${i}` }));
		await world.scan();
		const [flag] = (await flags()).filter((one) => one.signal === 'network_burst');
		expect(flag).toMatchObject({
			person_id: world.person.id,
			link_id: world.link.id,
			weight: 1,
			evidence: { clicks: 14, others: 5 },
		});
		expect(flag!.key).toBe(`${world.link.id}:${NOON.toISOString().slice(0, 10)}`);
		expect(JSON.stringify(flag!.evidence)).not.toContain('home');
	});

	it('does not take two networks, two links or two hours for one burst', async () => {
		const other = await make.aLink(world.database, { personId: world.person.id, sharedAt: EARLY });
		await world.clicks(8, (i) => ({ at: at(uneven(i)), network: 'a' }));
		await world.clicks(8, (i) => ({ at: at(uneven(i)), network: 'b' }));
		await world.clicks(8, (i) => ({ at: at(4000 + uneven(i)), network: 'a' }), other);
		await world.scan();
		expect(await signals()).not.toContain('network_burst');
	});

	it('points at clicks within seconds of sharing, not at those after', async () => {
		const shared = await make.aLink(world.database, { personId: world.person.id, sharedAt: at(0) });
		await world.clicks(5, (i) => ({ at: at(2 + 4 * i - (i % 2)) }), shared);
		await world.clicks(4, (i) => ({ at: at(20 + 300 * i) }), shared);
		await world.clicks(4, (i) => ({ at: at(4 * i), verdict: 'duplicate' }), shared);
		await world.scan();
		expect(await flags()).toMatchObject([
			{ signal: 'quick_clicks', key: shared.id, evidence: { clicks: 5, all: 9, seconds: 19 } },
		]);
	});

	it('points at a person whose clicks come from few places, by network and by named visitor', async () => {
		const links = [world.link];
		for (let i = 0; i < 4; i++)
			links.push(await make.aLink(world.database, { personId: world.person.id, sharedAt: EARLY }));
		for (const [i, one] of links.entries())
			await world.clicks(
				5,
				(j) => ({ at: at(900 * (5 * i + j) + uneven(j)), network: `n${j}` }),
				one,
			);
		const other = await make.aPerson(world.database);
		const named = await make.aLink(world.database, { personId: other.id, sharedAt: EARLY });
		await world.clicks(
			24,
			(i) => ({ at: at(-uneven(i) * 20), visitor: `v${i % 4}`, externalId: `${named.id}-${i}` }),
			named,
		);
		await world.scan();
		const found = (await flags()).filter((flag) => flag.signal === 'few_visitors');
		expect(found).toMatchObject([
			{ person_id: world.person.id, evidence: { by: 'network', clicks: 25, sources: 5, top: 5 } },
			{ person_id: other.id, evidence: { by: 'visitor', clicks: 24, sources: 4, top: 6 } },
		]);
		expect(found[1]!.key).toBe(`visitor:${other.id}`);
	});

	it('points at both of two colleagues whose links are opened from the same few places', async () => {
		const friend = await make.aPerson(world.database);
		const theirs = await make.aLink(world.database, { personId: friend.id, sharedAt: EARLY });
		await world.clicks(5, (i) => ({ at: at(600 * i), network: `home${i % 2}` }));
		await world.clicks(4, (i) => ({ at: at(600 * i + 60), network: `home${i % 2}` }), theirs);
		await world.clicks(2, (i) => ({ at: at(600 * i), network: `else${i}` }), theirs);
		await world.clicks(3, (i) => ({ at: at(i), verdict: 'internal', visitor: null }));
		await world.scan();
		const found = (await flags()).filter((flag) => flag.signal === 'mutual_clicks');
		const mine = found.find((flag) => flag.person_id === world.person.id);
		expect(found).toHaveLength(2);
		expect(mine).toMatchObject({
			evidence: { other: friend.id, toPerson: 5, toOther: 4, sources: 2, all: 5, internal: 3 },
		});
	});

	it('takes a place that opens everybody’s links for a crowd', async () => {
		for (let i = 0; i < 4; i++) {
			const one = await make.aLink(world.database, { sharedAt: EARLY });
			await world.clicks(5, (j) => ({ at: at(900 * j + i), network: 'carrier' }), one);
		}
		await world.scan();
		expect(await signals()).not.toContain('mutual_clicks');
	});

	it('points at a night’s clicks by the clock of the person’s office', async () => {
		const night = new Date(NOON.toISOString().slice(0, 10) + 'T01:30Z'); // 02:30 in Stockholm, 10:30 in Tokyo.
		const tokyo = await make.aPerson(world.database, {
			officeId: (await make.anOffice(world.database, undefined, 'Asia/Tokyo')).id,
		});
		const theirs = await make.aLink(world.database, { personId: tokyo.id, sharedAt: EARLY });
		for (const one of [world.link, theirs])
			await world.clicks(
				16,
				(i) => ({ at: new Date(night.getTime() + uneven(i) * 1500), network: `${one.id} ${i}` }),
				one,
			);
		await world.scan();
		expect(await flags()).toMatchObject([
			{
				signal: 'odd_hours',
				key: `${world.person.id}:${NOON.toISOString().slice(0, 10)}`,
				evidence: { night: 16, day: 16, timeZone: 'Europe/Stockholm' },
			},
		]);
	});

	it('points at a scanner that opens many links at once, and at a script’s even intervals', async () => {
		for (let i = 0; i < 7; i++) {
			const one = await make.aLink(world.database, { personId: world.person.id, sharedAt: EARLY });
			await world.clicks(1, () => ({ at: at(i), network: 'centre' }), one);
			await world.clicks(1, () => ({ at: at(i + 3), network: `n${i}` }), one);
		}
		const other = await make.aPerson(world.database);
		const scripted = await make.aLink(world.database, { personId: other.id, sharedAt: EARLY });
		await world.clicks(20, (i) => ({ at: at(i * 61 + (i % 3)), network: `m${i}` }), scripted);
		await world.scan();
		expect((await flags()).filter((flag) => flag.signal === 'automated')).toMatchObject([
			{ link_id: scripted.id, evidence: { kind: 'even', clicks: 20 } },
			{
				person_id: world.person.id,
				link_id: null,
				evidence: { kind: 'sweep', links: 7, seconds: 7 },
			},
		]);
	});

	it('points at a total that jumps, where the rules count the metric', async () => {
		const reading = (hours: number, total: number, metric = 'like') =>
			make.aReading(world.database, world.link, { at: at(hours * 3600), total, metric });
		await reading(-2, 10);
		await reading(-1, 30);
		await reading(0, 130);
		await reading(1, 120);
		await reading(2, 140);
		await reading(0, 900, 'comment');
		await reading(0, 9000, 'impression');
		await world.scan();
		expect(await flags()).toMatchObject([
			{
				signal: 'reading_jump',
				evidence: { metric: 'like', before: 30, after: 130, units: 100, hours: 1 },
			},
		]);
	});

	it('does not take the first total of a link from before the start for a jump', async () => {
		const old = new Date(world.contest.startsAt.getTime() - HOUR);
		const before = await make.aLink(world.database, { personId: world.person.id, sharedAt: old });
		await make.aReading(world.database, before, {
			at: new Date(world.contest.startsAt.getTime() + HOUR),
			total: 400,
		});
		expect(await world.scan()).toEqual({ raised: 0 });
	});
});
