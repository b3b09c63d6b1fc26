import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recordEvents } from '#lib/server/api/record-events.ts';
import { changeConversionKind } from '#lib/server/conversions/change-kind.ts';
import { listConversionKinds, listConversions } from '#lib/server/conversions/queries.ts';
import { sweepSightings } from '#lib/server/conversions/sweep.ts';
import { changeConversionSettings } from '#lib/server/programs/change-conversions.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aClick, aLink, aPerson, aProgram, asActor, type APerson } from '#tests/support/people.ts';

const SITE = 'https://www.example.com';
const DAY = 86_400_000;
const AT = new Date('2026-06-15T12:00:00Z');

let database: TestDatabase;
let person: APerson;
let link: Awaited<ReturnType<typeof aLink>>;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
	await aProgram(database, {
		conversionOrigins: [SITE],
		conversionDays: 30,
		conversionClick: 'last',
	});
	person = await aPerson(database);
	link = await aLink(database, { personId: person.id });
});

const ctx = () => database.ctx(undefined, AT);

describe('by every way in', () => {
	const aVisit = (at = new Date(AT.getTime() - DAY)) => aClick(database, link, { at });
	const events = (...list: object[]) => recordEvents({ ctx: ctx(), input: { events: list } });
	const conversion = (more: object) => ({
		...{ type: 'conversion', id: crypto.randomUUID(), at: AT.toISOString(), kind: 'lead' },
		...more,
	});

	test('a conversion is too old when its click, stored or in the same call, is before the window', async () => {
		const at = new Date(AT.getTime() - 8 * DAY);
		await changeConversionSettings({ ctx: ctx(), input: { days: 7, click: 'last', origins: [] } });
		const [old, young] = [await aVisit(at), await aVisit()];
		const sent = { type: 'click', id: 'of-this-call', slug: link.slug, at: at.toISOString() };
		const answer = await events(
			conversion({ click: old.id }),
			conversion({ click: young.id }),
			{ ...sent, visitor: 'v' },
			conversion({ click: 'of-this-call' }),
			conversion({ slug: link.slug }),
		);
		expect(answer.accepted).toBe(3);
		expect(answer.rejected.map(({ index, reason }) => [index, reason])).toEqual([
			[0, 'too_old'],
			[3, 'too_old'],
		]);
	});

	test('a kind that is off is invalid; one that nobody knows is taken and shown to be named', async () => {
		const input = { kind: 'webinar', name: 'Webinar', expectsValue: false, value: null };
		await changeConversionKind({ ctx: ctx(), input: { ...input, currency: null, active: false } });
		const answer = await events(
			conversion({ slug: link.slug, kind: 'webinar' }),
			conversion({ slug: link.slug, kind: 'newsletter' }),
		);
		expect(answer.rejected).toMatchObject([{ index: 0, reason: 'invalid' }]);
		const kinds = await listConversionKinds({ ctx: ctx(), input: {} });
		expect(kinds[0]).toMatchObject({ kind: 'newsletter', name: null, active: true });
		expect(kinds.find(({ kind }) => kind === 'webinar')).toMatchObject({ active: false });
	});
});

describe('settings', () => {
	test('are the owners’ and are written down with what they were', async () => {
		const employee = database.ctx(asActor(person, 'manager'), AT);
		const owner = database.ctx(asActor(person, 'owner'), AT);
		const input = { days: 14, click: 'first', origins: ['https://shop.example/x'] } as const;
		const refused = { code: 'not_allowed' };
		await expect(
			changeConversionSettings({ ctx: employee, input: { ...input, origins: [] } }),
		).rejects.toMatchObject(refused);
		await expect(listConversions({ ctx: employee, input: {} })).rejects.toMatchObject(refused);
		await changeConversionSettings({
			ctx: owner,
			input: { ...input, origins: [...input.origins] },
		});
		const [entry] = await database.connections.sql`
			select actor, details from audit_entries where action = 'program.conversions' order by seq desc limit 1`;
		expect(entry).toEqual({
			actor: `person:${person.id}`,
			details: {
				before: { days: 30, click: 'last', origins: [SITE] },
				after: { days: 14, click: 'first', origins: ['https://shop.example'] },
			},
		});
	});
});

test('what sites sent is forgotten: refusals after a day, what was right after 90', async () => {
	await database.connections.sql`
		insert into beacon_sightings values ('https://a.example', 'wrong_origin', 1, now() - interval '25 hours'),
			('https://b.example', 'wrong_origin', 1, now() - interval '23 hours'),
			('https://c.example', 'taken', 1, now() - interval '89 days'),
			('https://d.example', 'taken', 1, now() - interval '91 days')`;
	expect(await sweepSightings({ ctx: ctx(), input: {} })).toEqual({ sightings: 2 });
	const rows = await database.connections.sql`select origin from beacon_sightings order by origin`;
	expect(rows.map(({ origin }) => origin as string)).toEqual([
		...['https://b.example', 'https://c.example'],
	]);
});
