import { describe, expect, it } from 'vitest';
import { createAdjustment } from '#lib/server/adjustments/create.ts';
import { answerDispute } from '#lib/server/integrity/answer-dispute.ts';
import { createDispute } from '#lib/server/integrity/dispute.ts';
import { createVoid } from '#lib/server/voids/create.ts';
import { liftVoid } from '#lib/server/voids/lift.ts';
import { listDisputes, readOwnCorrections } from '#lib/server/integrity/queries.ts';
import * as make from '#tests/support/people.ts';
import { anIntegrityWorld, at } from './integrity-world.ts';

const world = anIntegrityWorld();

describe('an objection', () => {
	const aVoid = async () => {
		await make.aClick(world.database, world.link, { at: at(0) });
		const input = { link: world.link.slug, from: at(-9).toISOString(), reason: 'Looks odd.' };
		return (await createVoid({ ctx: world.as(world.one), input })).id;
	};
	const object = (id: string, target: 'void' | 'adjustment' = 'void', who = world.person) =>
		createDispute({
			ctx: world.as(who),
			input: { contest: world.contest.slug, target, id, text: 'It was a conference.' },
		});
	const own = async () =>
		readOwnCorrections({ ctx: world.as(world.person), input: { contest: world.contest.slug } });

	it('is seen by owners, granted with an answer, and the clicks count again', async () => {
		const id = await aVoid();
		expect((await own()).corrections).toMatchObject([{ id, lifted: null, dispute: null }]);
		const dispute = await object(id);
		expect((await world.counts()).disputes).toBe(1);
		const [waiting] = await listDisputes({
			ctx: world.as(world.one),
			input: { contest: world.contest.slug },
		});
		expect(waiting).toMatchObject({
			...{ id: dispute.id, text: 'It was a conference.', state: 'open' },
			correction: { id, person: { externalId: world.person.externalId }, facts: 1 },
		});
		await world.database.connections.sql`delete from marks`;
		const input = { id: dispute.id, decision: 'grant' as const, answer: 'You are right.' };
		expect(await answerDispute({ ctx: world.as(world.two), input })).toEqual({ state: 'granted' });
		expect(await world.database.connections.sql`select metric from marks`).toMatchObject([
			{ metric: 'click' },
		]);
		expect((await world.counts()).disputes).toBe(0);
		expect((await own()).corrections).toMatchObject([
			{
				lifted: { by: 'Otto Owner' },
				dispute: { state: 'granted', answer: 'You are right.' },
			},
		]);
		expect((await world.notices()).map(({ kind }) => kind as string)).toEqual([
			'void_made',
			'dispute_answered',
		]);
		expect(await world.audit('void.lift')).toMatchObject([
			{ details: { before: { liftedAt: null } } },
		]);
		expect(await world.audit('dispute.grant')).toHaveLength(1);
	});

	it('may be upheld: then it stays, and cannot be raised again', async () => {
		const id = await aVoid();
		const dispute = await object(id);
		await answerDispute({
			ctx: world.as(world.one),
			input: { id: dispute.id, decision: 'uphold', answer: 'It stays.' },
		});
		expect((await own()).corrections).toMatchObject([
			{ lifted: null, dispute: { state: 'upheld', answer: 'It stays.' } },
		]);
		await expect(object(id)).rejects.toMatchObject({ code: 'conflict', reason: 'disputed' });
		await expect(
			answerDispute({
				ctx: world.as(world.two),
				input: { id: dispute.id, decision: 'grant', answer: 'No.' },
			}),
		).rejects.toMatchObject({ code: 'conflict', reason: 'decided' });
	});

	it('is one, however often it is sent at once, and is answered once', async () => {
		const id = await aVoid();
		const sent = await Promise.allSettled(Array.from({ length: 5 }, () => object(id)));
		const made = sent.flatMap((each) => (each.status === 'fulfilled' ? [each.value.id] : []));
		expect(made).toHaveLength(1);
		const answered = await Promise.allSettled(
			(['grant', 'uphold', 'grant', 'uphold'] as const).map((decision, i) =>
				answerDispute({
					ctx: world.as(i < 2 ? world.one : world.two),
					input: { id: made[0]!, decision, answer: decision },
				}),
			),
		);
		expect(answered.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	});

	it('is only about one’s own, in a contest that it reaches into and that is not final', async () => {
		const id = await aVoid();
		const stranger = await make.aPerson(world.database);
		await expect(object(id, 'void', stranger)).rejects.toMatchObject({ code: 'not_found' });
		await expect(object(id, 'adjustment')).rejects.toMatchObject({ code: 'not_found' });
		const old = await make.aContest(world.database, {
			startsAt: at(-90 * 24 * 3600),
			endsAt: at(-80 * 24 * 3600),
		});
		await expect(
			createDispute({
				ctx: world.as(world.person),
				input: { contest: old.slug, target: 'void', id, text: 'x' },
			}),
		).rejects.toMatchObject({ code: 'not_found' });
		await liftVoid({ ctx: world.as(world.one), input: { id, reason: 'A mistake.' } });
		await expect(object(id)).rejects.toMatchObject({ code: 'conflict', reason: 'lifted' });
		await world.database.connections
			.sql`update contests set final_at = now() where id = ${world.contest.id}`;
		await expect(object(id)).rejects.toMatchObject({ reason: 'contest_final' });
	});

	it('against an adjustment is granted by one of the opposite points', async () => {
		const input = {
			contest: world.contest.slug,
			person: world.person.externalId,
			points: -40,
			reason: 'Why.',
		};
		const made = await createAdjustment({ ctx: world.as(world.one), input });
		const dispute = await object(made.id, 'adjustment');
		await answerDispute({
			ctx: world.as(world.two),
			input: { id: dispute.id, decision: 'grant', answer: 'Fair.' },
		});
		const rows = await world.database.connections.sql`
			select points, lifts from adjustments where person_id = ${world.person.id} order by recorded_at, id`;
		expect(rows).toMatchObject([
			{ points: -40, lifts: null },
			{ points: 40, lifts: made.id },
		]);
		expect((await own()).corrections).toMatchObject([
			{ target: 'adjustment', points: -40, lifted: { by: 'Otto Owner' } },
		]);
	});
});
