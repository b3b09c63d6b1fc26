import { describe, expect, it } from 'vitest';
import { createAdjustment } from '#lib/server/adjustments/create.ts';
import { decideRequest } from '#lib/server/adjustments/decide-request.ts';
import { liftAdjustment } from '#lib/server/adjustments/lift.ts';
import { listCorrections, listRequests } from '#lib/server/integrity/queries.ts';
import * as make from '#tests/support/people.ts';
import { anIntegrityWorld, at } from './integrity-world.ts';

const world = anIntegrityWorld();

describe('an adjustment above the limit', () => {
	const adjust = (points: number, who = world.one, more: object = {}) =>
		createAdjustment({
			ctx: world.as(who),
			input: {
				contest: world.contest.slug,
				person: world.person.externalId,
				points,
				reason: 'Why.',
				...more,
			},
		});
	const approve = (id: string, who: make.APerson) =>
		decideRequest({ ctx: world.as(who), input: { id, decision: 'approve' } });
	const points = async () =>
		(
			await world.database.connections.sql`
				select coalesce(sum(points), 0)::int as n from adjustments where person_id = ${world.person.id}`
		)[0]!.n as number;

	it('is no fact until a second owner approves it', async () => {
		const asked = await adjust(101);
		expect(asked).toMatchObject({ created: true, waiting: true });
		expect([await points(), (await world.counts()).requests]).toEqual([0, 1]);
		const list = (who: make.APerson) =>
			listRequests({ ctx: world.as(who), input: { contest: world.contest.slug } });
		expect(await list(world.one)).toMatchObject([{ id: asked.id, points: 101, own: 'request' }]);
		expect(await list(world.two)).toMatchObject([{ by: 'Olga Owner', own: null }]);
		await expect(approve(asked.id, world.one)).rejects.toMatchObject({
			code: 'not_allowed',
			reason: 'own_request',
		});
		await expect(approve(asked.id, world.person)).rejects.toMatchObject({ code: 'not_allowed' });
		await approve(asked.id, world.two);
		expect([await points(), (await world.counts()).requests]).toEqual([101, 0]);
		const all = await listCorrections({
			ctx: world.as(world.one),
			input: { contest: world.contest.slug },
		});
		expect(all.find(({ target }) => target === 'adjustment')).toMatchObject({
			...{ points: 101, by: 'Olga Owner', approvedBy: 'Otto Owner' },
		});
		await expect(approve(asked.id, world.two)).rejects.toMatchObject({ reason: 'decided' });
	});

	it('makes one adjustment when two approve at once', async () => {
		const three = await make.aPerson(world.database, { role: 'admin' });
		const { id } = await adjust(-500);
		const done = await Promise.allSettled(
			[world.two, three, world.two, three].map((who) => approve(id, who)),
		);
		expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(await points()).toBe(-500);
	});

	it('may be refused, or withdrawn by who asked', async () => {
		for (const who of [world.one, world.two]) {
			const { id } = await adjust(300);
			await decideRequest({
				ctx: world.as(who),
				input: { id, decision: 'refuse', reason: 'Too much.' },
			});
		}
		expect([await points(), (await world.counts()).requests]).toEqual([0, 0]);
	});

	it('is not avoided by many small ones, not even at once', async () => {
		const done = await Promise.all(Array.from({ length: 4 }, () => adjust(40)));
		expect(done.filter(({ waiting }) => waiting)).toHaveLength(2);
		expect(await points()).toBe(80);
		// Another owner's own are counted apart.
		expect((await adjust(40, world.two)).waiting).toBe(false);
	});

	it('is any of one’s own points', async () => {
		const mine = {
			contest: world.contest.slug,
			person: world.one.externalId,
			points: 1,
			reason: 'Me.',
		};
		const asked = await createAdjustment({ ctx: world.as(world.one), input: mine });
		expect(asked.waiting).toBe(true);
		const theirs = await createAdjustment({
			ctx: world.as(world.two),
			input: { ...mine, points: 400 },
		});
		await expect(approve(theirs.id, world.one)).rejects.toMatchObject({ reason: 'own_points' });
	});

	it('by a token waits too, and is one request however often it is sent', async () => {
		const ctx = world.database.ctx({
			kind: 'token',
			id: world.person.id,
			name: 't',
			scopes: ['admin'],
		});
		const input = {
			...{
				contest: world.contest.slug,
				person: world.person.externalId,
				points: 150,
				reason: 'Import.',
			},
			...{ externalId: `x-${world.person.id}`, at: at(0).toISOString() },
		};
		const asked = await Promise.all([1, 2, 3].map(() => createAdjustment({ ctx, input })));
		expect(asked.filter(({ created }) => created)).toHaveLength(1);
		expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
		const { adjustment } = await approve(asked[0]!.id, world.one);
		const again = await createAdjustment({ ctx, input });
		expect(again).toEqual({ id: adjustment, created: false, waiting: false });
		const [row] = await world.database.connections
			.sql`select at from adjustments where id = ${adjustment}`;
		expect(row!.at).toEqual(at(0));
		expect(
			(await createAdjustment({ ctx, input: { ...input, externalId: undefined, points: 100 } }))
				.waiting,
		).toBe(false);
	});

	it('cannot be approved in a contest that became final', async () => {
		const { id } = await adjust(300);
		await world.database.connections
			.sql`update contests set final_at = now() where id = ${world.contest.id}`;
		await expect(approve(id, world.two)).rejects.toMatchObject({ reason: 'contest_final' });
	});

	it('is lifted once, by a counter-adjustment that cannot be lifted itself', async () => {
		const { id } = await adjust(-30);
		const lift = () =>
			liftAdjustment({ ctx: world.as(world.two), input: { id, reason: 'A mistake.' } });
		await Promise.all([lift(), lift(), lift()]);
		expect(await points()).toBe(0);
		const [counter] = await world.database.connections
			.sql`select id from adjustments where lifts = ${id}`;
		await expect(
			liftAdjustment({
				ctx: world.as(world.two),
				input: { id: counter!.id as string, reason: 'x' },
			}),
		).rejects.toMatchObject({ reason: 'is_lift' });
		expect(await world.audit('adjustment.lift')).toHaveLength(1);
	});
});
