import { describe, expect, it } from 'vitest';
import { decideFlag } from '#lib/server/integrity/decide-flag.ts';
import { createVoid } from '#lib/server/voids/create.ts';
import {
	listCorrections,
	listDisputes,
	listFlags,
	listRequests,
} from '#lib/server/integrity/queries.ts';
import * as make from '#tests/support/people.ts';
import { anIntegrityWorld, at } from './integrity-world.ts';
import { WAIT } from '../support/wait.ts';

const world = anIntegrityWorld();

const flags = async (state: 'open' | 'decided' = 'open') =>
	(await listFlags({ ctx: world.as(world.one), input: { contest: world.contest.slug, state } }))
		.flags;
/** Fifteen browsers of one network within six minutes, and three readers from elsewhere an hour later. */
const burst = async () => {
	await world.clicks(15, (i) => ({ at: at(((i * 97) % 351) + ((i * 7) % 5)), network: 'home' }));
	await world.clicks(3, (i) => ({ at: at(3600 + i * 400) }));
	await world.scan();
	const flag = (await flags()).find(({ signal }) => signal === 'network_burst');
	return flag!;
};

describe('the queue', () => {
	it('shows a flag with its evidence, its picture and what a void would take out', async () => {
		const flag = await burst();
		expect(flag).toMatchObject({
			contest: { slug: world.contest.slug, timeZone: 'Europe/Stockholm' },
			person: { externalId: world.person.externalId },
			link: { slug: world.link.slug, network: 'linkedin' },
			...{ weight: 1, state: 'open', wouldVoid: 15, wouldAdjust: null, other: null, decided: null },
			evidence: { clicks: 15, others: 0 },
			chart: { kind: 'clicks' },
		});
		const { bars, lit } = flag.chart!;
		const inside = bars.slice(...lit).reduce((sum, n) => sum + n, 0);
		expect([inside, bars.reduce((sum, n) => sum + n, 0)]).toEqual([15, 15]);
		expect(JSON.stringify(flag)).not.toContain('home');
	});

	it('is for owners', async () => {
		for (const query of [listFlags, listDisputes, listRequests])
			await expect(query({ ctx: world.as(world.person), input: {} })).rejects.toMatchObject({
				code: 'not_allowed',
			});
		await expect(
			listCorrections({ ctx: world.as(world.person), input: { contest: world.contest.slug } }),
		).rejects.toMatchObject({ code: 'not_allowed' });
	});

	it('dismisses without a word, once, and finalising no longer waits for it', async () => {
		const flag = await burst();
		const open = await world.counts();
		const done = await decideFlag({
			ctx: world.as(world.one),
			input: { id: flag.id, decision: 'dismiss' },
		});
		expect(done).toMatchObject({ state: 'dismissed', voided: 0 });
		expect((await world.counts()).flags).toBe(open.flags - 1);
		await expect(
			decideFlag({ ctx: world.as(world.two), input: { id: flag.id, decision: 'dismiss' } }),
		).rejects.toMatchObject({ code: 'conflict', reason: 'decided' });
		expect((await flags('decided'))[0]).toMatchObject({
			...{ id: flag.id, state: 'dismissed', decided: { by: 'Olga Owner', reason: null } },
		});
		expect(await world.audit('flag.dismiss')).toMatchObject([
			{ details: { before: { state: 'open' }, after: { state: 'dismissed' } } },
		]);
	});

	it('voids what a flag points at and nothing else, tells the person, and settles flags about the same clicks', async () => {
		const flag = await burst();
		await world.database.connections.sql`
			insert into integrity_flags (id, contest_id, signal, key, person_id, evidence, weight)
			select gen_random_uuid(), contest_id, 'few_visitors', 'also', person_id,
				${JSON.stringify({ by: 'network', clicks: 20, sources: 1, top: 20, from: at(-5), to: at(400) })}::text::jsonb, 1
			from integrity_flags where id = ${flag.id}`;
		const input = { id: flag.id, decision: 'void' as const, reason: 'A script.' };
		const done = await decideFlag({ ctx: world.as(world.one), input });
		expect(done).toMatchObject({ state: 'acted', voided: 15, waiting: false });
		expect(done.settled).toBeGreaterThanOrEqual(1);
		expect((await flags()).length).toBe(0);
		const [correction] = await listCorrections({
			ctx: world.as(world.one),
			input: { contest: world.contest.slug },
		});
		expect(correction).toMatchObject({
			...{ target: 'void', what: 'link', facts: 15, reason: 'A script.', by: 'Olga Owner' },
			link: { slug: world.link.slug },
			lifted: null,
		});
		expect(await world.notices()).toEqual([
			{
				kind: 'void_made',
				params: {
					contest: { slug: world.contest.slug, name: world.contest.name },
					...{ what: 'link', reason: 'A script.' },
				},
				href: `/contests/${world.contest.slug}/decisions`,
			},
		]);
		expect(await world.audit('void.create')).toMatchObject([
			{
				actor: `person:${world.one.id}`,
				details: { before: { counted: 15 }, after: { voided: 15 } },
			},
		]);
		// What is out is not looked at again.
		expect(await world.scan()).toEqual({ raised: 0 });
	});

	it('asks for a reason where something is taken out, and for points where some are taken off', async () => {
		const { id } = await burst();
		for (const [path, input] of [
			['reason', { id, decision: 'void' }],
			['reason', { id, decision: 'void', reason: '  ' }],
			['points', { id, decision: 'adjust', reason: 'x' }],
			['points', { id, decision: 'void', reason: 'x', points: 3 }],
		] as const)
			await expect(decideFlag({ ctx: world.as(world.one), input })).rejects.toMatchObject({
				code: 'invalid',
				errors: [{ path }],
			});
		expect((await flags()).length).toBeGreaterThan(0);
	});

	it('takes points off for a total that jumped, by what the caps let it bring', async () => {
		await make.aReading(world.database, world.link, { at: at(0), total: 5 });
		await make.aReading(world.database, world.link, { at: at(3600), total: 125 });
		await world.scan();
		const [flag] = await flags();
		expect(flag).toMatchObject({
			...{ signal: 'reading_jump', wouldVoid: null, wouldAdjust: -160 },
			chart: { kind: 'totals', bars: [5, 125], lit: [1, 2] },
		});
		const id = flag!.id;
		await expect(
			decideFlag({ ctx: world.as(world.one), input: { id, decision: 'void', reason: 'x' } }),
		).rejects.toMatchObject({ code: 'invalid', errors: [{ path: 'decision' }] });
		const done = await decideFlag({
			ctx: world.as(world.one),
			input: { id, decision: 'adjust', reason: 'Bought.', points: -100 },
		});
		expect(done).toMatchObject({ state: 'acted', waiting: false });
		expect(await world.audit('adjustment.create')).toMatchObject([
			{ details: { points: -100, before: { points: 0 }, after: { points: -100 } } },
		]);
		expect((await world.notices())[0]).toMatchObject({
			kind: 'adjustment_made',
			params: { points: -100 },
		});
	});

	it('is decided once when two owners press at once', async () => {
		const { id } = await burst();
		const done = await Promise.allSettled(
			[world.one, world.two, world.one, world.two].map((who) =>
				decideFlag({ ctx: world.as(who), input: { id, decision: 'void', reason: 'A script.' } }),
			),
		);
		expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		const [row] = await world.database.connections.sql`
			select count(*)::int as n from voids where person_id = ${world.person.id}`;
		expect(row!.n).toBe(1);
	});

	it('is not for whoever it is about, while there is another owner', async () => {
		const { id } = await burst();
		const self = make.asActor(world.person, 'owner');
		await expect(
			decideFlag({ ctx: world.database.ctx(self), input: { id, decision: 'dismiss' } }),
		).rejects.toMatchObject({ code: 'not_allowed', reason: 'own_case' });
	});

	it('is closed once the contest is final', async () => {
		const { id } = await burst();
		await world.database.connections
			.sql`update contests set final_at = now() where id = ${world.contest.id}`;
		await expect(
			decideFlag({ ctx: world.as(world.one), input: { id, decision: 'dismiss' } }),
		).rejects.toMatchObject({ code: 'conflict', reason: 'contest_final' });
	});
});

it('a contest is not made final between a void and its marks', async () => {
	await make.aClick(world.database, world.link, { at: at(0) });
	const { sql } = world.database.connections;
	const order: string[] = [];
	await sql.begin(async (tx) => {
		await tx`select 1 from contests where id = ${world.contest.id} for update`;
		const voided = createVoid({
			ctx: world.as(world.one),
			input: { person: world.person.externalId, reason: 'All of it.' },
		}).then(() => order.push('void'));
		// Until it waits for us.
		for (let waits = 0; waits === 0;) {
			const [row] = await sql`
				select count(*)::int as n from pg_stat_activity
				where datname = current_database() and wait_event_type = 'Lock'`;
			waits = row!.n as number;
		}
		order.push('final');
		void voided;
	});
	await expect.poll(() => order, WAIT).toEqual(['final', 'void']);
});
