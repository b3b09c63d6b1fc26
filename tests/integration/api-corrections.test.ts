import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAdjustment } from '#lib/server/adjustments/create.ts';
import { recordEvents } from '#lib/server/api/record-events.ts';
import { createVoid } from '#lib/server/voids/create.ts';
import { liftVoid } from '#lib/server/voids/lift.ts';
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
const conversion = (more: object = {}) => ({
	type: 'conversion',
	id: id(),
	slug: link.slug,
	at: ago(1),
	kind: 'lead',
	...more,
});
const send = (...events: unknown[]) => recordEvents({ ctx: ctx(), input: { events } });
const marks = async () =>
	(
		await database.connections
			.sql`select metric from marks where person_id = ${person.id} order by metric`
	).map((row) => row.metric as string);

describe('adjusting points', () => {
	const adjust = (contest: string, more: object = {}) =>
		createAdjustment({
			ctx: ctx(),
			input: { contest, person: person.externalId, points: -3, reason: 'Counted twice.', ...more },
		});

	it('stores it with its reason, its author, a mark and an audit entry', async () => {
		const { slug } = await aContest(database);
		const owner = await aPerson(database, { role: 'owner' });
		const made = await createAdjustment({
			ctx: database.ctx(asActor(owner), NOW),
			input: { contest: slug, person: person.externalId, points: 10, reason: 'Helped out.' },
		});
		const [row] = await database.connections.sql`
			select at, points, reason, created_by, (select count(*)::int from audit_entries
				where target = 'adjustment:' || a.id and actor = ${'person:' + owner.id}) as audited
			from adjustments a where id = ${made.id}`;
		expect(row).toEqual({
			at: NOW,
			points: 10,
			reason: 'Helped out.',
			created_by: owner.id,
			audited: 1,
		});
		expect(await marks()).toEqual(['adjustment']);
	});

	it('is one adjustment however often a program sends it', async () => {
		const { slug } = await aContest(database);
		const input = { externalId: id(), at: ago(2) };
		const made = await Promise.all(Array.from({ length: 10 }, () => adjust(slug, input)));
		expect(made.filter((one) => one.created)).toHaveLength(1);
		expect(new Set(made.map((one) => one.id)).size).toBe(1);
		const other = await aContest(database);
		await expect(adjust(other.slug, input)).rejects.toMatchObject({ code: 'conflict' });
	});

	it('is refused for a final or cancelled contest, strangers, no reason, odd points, and dates of one’s own', async () => {
		const { slug } = await aContest(database);
		const final = await aContest(database, { finalAt: NOW });
		const cancelled = await aContest(database, { cancelledAt: NOW });
		await expect(adjust(final.slug)).rejects.toMatchObject({
			code: 'conflict',
			reason: 'contest_final',
		});
		await expect(adjust(cancelled.slug)).rejects.toMatchObject({ code: 'conflict' });
		await expect(adjust('nowhere')).rejects.toMatchObject({ code: 'not_found' });
		await expect(adjust(slug, { person: 'nobody' })).rejects.toMatchObject({
			code: 'not_found',
			errors: [{ path: 'person' }],
		});
		for (const [path, wrong] of [
			['reason', { reason: ' ' }],
			['points', { points: 1e9 }],
			['points', { points: 0.5 }],
			['at', { at: '2030-01-01T00:00:00Z' }],
		] as const)
			await expect(adjust(slug, wrong)).rejects.toMatchObject({
				code: 'invalid',
				errors: [{ path }],
			});
		const input = { contest: slug, person: person.externalId, points: 1, reason: 'r' };
		await expect(
			createAdjustment({
				ctx: database.ctx(asActor(person, 'owner'), NOW),
				input: { ...input, at: ago(1) },
			}),
		).rejects.toMatchObject({ code: 'invalid', errors: [{ path: 'at' }] });
		await expect(
			createAdjustment({ ctx: database.ctx(asActor(person), NOW), input }),
		).rejects.toMatchObject({ code: 'not_allowed' });
	});
});

describe('voiding', () => {
	const reason = 'A robot of our own.';
	const clear = () => database.connections.sql`delete from marks`;

	it('takes a click out by its event id and puts it back, marking it both times', async () => {
		const event = click();
		await send(event);
		await clear();
		const made = await createVoid({ ctx: ctx(), input: { event: event.id, reason } });
		expect(made.voided).toBe(1);
		expect(await marks()).toEqual(['click']);
		expect(await createVoid({ ctx: ctx(), input: { event: event.id, reason } })).toEqual({
			id: made.id,
			voided: 0,
		});
		await clear();
		await liftVoid({ ctx: ctx(), input: { id: made.id } });
		expect(await marks()).toEqual(['click']);
		await clear();
		await liftVoid({ ctx: ctx(), input: { id: made.id } });
		expect(await marks()).toEqual([]);
		const again = await createVoid({ ctx: ctx(), input: { event: event.id, reason } });
		expect(again.id).not.toBe(made.id);
	});

	it('voids one event once when ten ask at the same time', async () => {
		const event = conversion();
		await send(event);
		const made = await Promise.all(
			Array.from({ length: 10 }, () =>
				createVoid({ ctx: ctx(), input: { event: event.id, reason } }),
			),
		);
		expect(made.reduce((sum, one) => sum + one.voided, 0)).toBe(1);
		expect(new Set(made.map((one) => one.id)).size).toBe(1);
	});

	it('takes a link’s valid clicks in [from, to) out, and a person’s', async () => {
		const other = await aLink(database, { personId: person.id });
		await send(
			click({ at: ago(3) }),
			click({ at: ago(2) }),
			click({ at: ago(1) }),
			click({ at: ago(2), slug: other.slug }),
			conversion({ at: ago(2) }),
		);
		await clear();
		const range = { from: ago(3), to: ago(1), reason };
		expect((await createVoid({ ctx: ctx(), input: { link: link.slug, ...range } })).voided).toBe(2);
		expect(await marks()).toEqual(['click', 'click']);
		const whole = await createVoid({ ctx: ctx(), input: { person: person.externalId, reason } });
		expect(whole.voided).toBe(4);
	});

	it('is refused without exactly one target, without a reason, for strangers, and to employees', async () => {
		const refused = async (input: object, error: object) =>
			expect(createVoid({ ctx: ctx(), input: input as never })).rejects.toMatchObject(error);
		await refused({ reason }, { code: 'invalid' });
		await refused({ event: 'a', link: 'b', reason }, { code: 'invalid' });
		await refused({ event: 'a' }, { errors: [{ path: 'reason' }] });
		await refused({ event: 'a', from: ago(1), reason }, { errors: [{ path: 'from' }] });
		await refused({ link: 'a', from: ago(1), to: ago(2), reason }, { errors: [{ path: 'to' }] });
		await refused(
			{ event: 'unheard-of', reason },
			{ code: 'not_found', errors: [{ path: 'event' }] },
		);
		await refused({ link: 'nowhere', reason }, { code: 'not_found', errors: [{ path: 'link' }] });
		await refused({ person: 'nobody', reason }, { code: 'not_found' });
		await expect(
			createVoid({ ctx: database.ctx(asActor(person)), input: { event: 'a', reason } }),
		).rejects.toMatchObject({ code: 'not_allowed' });
		await expect(
			liftVoid({ ctx: ctx(), input: { id: '01900000-0000-7000-8000-000000000000' } }),
		).rejects.toMatchObject({ code: 'not_found' });
	});
});
