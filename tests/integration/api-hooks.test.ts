import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHookSource } from '#lib/server/hooks/create-source.ts';
import { endHookSource } from '#lib/server/hooks/end-source.ts';
import { listHookSources } from '#lib/server/hooks/queries.ts';
import { rotateHookSecret } from '#lib/server/hooks/rotate-secret.ts';
import { signatureOf } from '#lib/server/hooks/signature.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aContest, aLink, aPerson, aProgram } from '#tests/support/people.ts';
import { hookSender, type SentHook } from './hooks-world.ts';

const NOW = new Date('2026-06-15T12:00:00Z');
const HOUR = 3_600_000;

let database: TestDatabase;
let sender: ReturnType<typeof hookSender>;
let slug: string;
let n = 0;
beforeAll(async () => {
	database = await createTestDatabase();
	sender = hookSender(database, NOW);
	await aProgram(database);
	await aContest(database);
	slug = (await aLink(database, { personId: (await aPerson(database)).id })).slug;
});
afterAll(() => database.close());

const ctx = (now = NOW) => database.ctx(undefined, now);
const aSource = () => createHookSource({ ctx: ctx(), input: { name: `crm-${++n}` } });
const like = (id = `like-${++n}`) => ({
	...{ type: 'reading', id, slug, at: '2026-06-14T12:00:00Z', metric: 'like', total: 3 },
});

type Sent = Omit<SentHook, 'body'> & { body?: string };
const send = ({ body = JSON.stringify({ events: [like()] }), ...sent }: Sent, headers = {}) =>
	sender({ ...sent, body }, headers);

const readings = async (id: string) =>
	(await database.connections.sql`select 1 from readings where external_id = ${id}`).length;

test('a signed message is taken like events with a token, and leaves its marks', async () => {
	const { name, secret } = await aSource();
	await database.connections.sql`delete from marks`;
	const { status, answer } = await send({ source: name, secret });
	expect([status, answer]).toEqual([200, { accepted: 1, duplicates: 0, rejected: [] }]);
	expect(await database.connections.sql`select 1 from marks`).toHaveLength(1);
});

test('the same message again is answered as the first time, even when its events would now be duplicates', async () => {
	const { name, secret } = await aSource();
	const message = { source: name, secret, id: 'once', body: JSON.stringify({ events: [like()] }) };
	const first = await send(message);
	const again = await send(message);
	expect(again).toEqual(first);
	expect(again.answer.accepted).toBe(1);
});

test('a hundred deliveries of one message at once have one effect', async () => {
	const { name, secret } = await aSource();
	const event = like();
	const message = { source: name, secret, id: 'many', body: JSON.stringify({ events: [event] }) };
	const all = await Promise.all(Array.from({ length: 100 }, () => send(message)));
	expect(all.every(({ status, answer }) => status === 200 && answer.accepted === 1)).toBe(true);
	expect(await readings(event.id)).toBe(1);
});

test('two sources may use the same message id', async () => {
	const [a, b] = [await aSource(), await aSource()];
	for (const { name, secret } of [a, b]) {
		expect((await send({ source: name, secret, id: 'same' })).answer.accepted).toBe(1);
	}
});

test('a wrong signature, an unknown source and none at all look the same, and nothing is kept', async () => {
	const { name, secret } = await aSource();
	const event = like();
	const body = JSON.stringify({ events: [event] });
	const other = (await aSource()).secret;
	const answers = [
		await send({ source: name, secret: other, body }),
		await send({ source: 'nobody', secret, body }),
		await send({ source: name, secret, body }, { 'webhook-signature': '' }),
		await send({ source: name, secret, body }, { 'webhook-signature': 'v1,AAAA' }),
	];
	for (const answer of answers) {
		expect(answer.status).toBe(401);
		expect(answer).toEqual(answers[0]);
	}
	expect(await readings(event.id)).toBe(0);
	expect((await send({ source: name, secret, body })).answer.accepted).toBe(1);
});

test('a message of more than five minutes ago, or ahead, is refused', async () => {
	const { name, secret } = await aSource();
	for (const [seconds, status] of [
		[-301, 401],
		[301, 401],
		[-300, 200],
		[300, 200],
	] as const) {
		const at = new Date(NOW.getTime() + seconds * 1000);
		expect((await send({ source: name, secret, at })).status).toBe(status);
	}
});

test('while a secret is rotated both are valid, and afterwards the new one alone', async () => {
	const { name, secret } = await aSource();
	const rotated = await rotateHookSecret({ ctx: ctx(), input: { name, hours: 2 } });
	const at = (hours: number) => {
		const now = new Date(NOW.getTime() + hours * HOUR);
		return { at: now, now };
	};
	expect((await send({ source: name, secret, ...at(1.9) })).status).toBe(200);
	expect((await send({ source: name, secret: rotated.secret, ...at(1.9) })).status).toBe(200);
	expect((await send({ source: name, secret, ...at(2) })).status).toBe(401);
	expect((await send({ source: name, secret: rotated.secret, ...at(2) })).status).toBe(200);
});

test('a source that has ended is heard no more, and its name stays taken', async () => {
	const { name, secret } = await aSource();
	await endHookSource({ ctx: ctx(), input: { name } });
	expect((await send({ source: name, secret })).status).toBe(401);
	await expect(createHookSource({ ctx: ctx(), input: { name } })).rejects.toMatchObject({
		code: 'conflict',
	});
	await expect(rotateHookSecret({ ctx: ctx(), input: { name } })).rejects.toMatchObject({
		code: 'not_found',
	});
});

test.each([
	['no events', '{}', 422],
	['a list', '[]', 422],
	['no JSON', '{', 422],
	['events that are none', '{"events": 7}', 422],
])('a message with %s is refused and may be sent again, mended', async (_, body, status) => {
	const { name, secret } = await aSource();
	expect((await send({ source: name, secret, id: 'mended', body })).status).toBe(status);
	expect((await send({ source: name, secret, id: 'mended' })).answer.accepted).toBe(1);
});

test('a message is remembered for ever: signed anew a year later it has no second effect', async () => {
	const { name, secret } = await aSource();
	const event = like();
	const message = {
		source: name,
		secret,
		id: 'long ago',
		body: JSON.stringify({ events: [event] }),
	};
	const first = await send(message);
	const now = new Date(NOW.getTime() + 365 * 24 * HOUR);
	expect(await send({ ...message, at: now, now })).toEqual(first);
	// Under its id other events are not looked at either.
	const other = { ...message, at: now, now, body: JSON.stringify({ events: [like('smuggled')] }) };
	expect(await send(other)).toEqual(first);
	expect(await readings('smuggled')).toBe(0);
	expect(await readings(event.id)).toBe(1);
});

test('a message that was recorded is refused when it is replayed late, and when a byte of it is another', async () => {
	const { name, secret } = await aSource();
	const id = 'recorded';
	const timestamp = String(NOW.getTime() / 1000);
	const body = JSON.stringify({ events: [like('genuine')] });
	const recorded = {
		'webhook-timestamp': timestamp,
		'webhook-signature': signatureOf({ id, timestamp, body }, secret),
	};
	const forged = body.replace('"total":3', '"total":9');
	expect((await send({ source: name, secret, id, body: forged }, recorded)).status).toBe(401);
	expect((await send({ source: name, secret, id: 'other', body }, recorded)).status).toBe(401);
	const later = { 'webhook-timestamp': String(Number(timestamp) + 600) };
	const now = new Date(NOW.getTime() + 600_000);
	const replayed = { source: name, secret, id, body, now };
	expect((await send(replayed, recorded)).status).toBe(401);
	expect((await send(replayed, { ...recorded, ...later })).status).toBe(401);
	expect(await readings('genuine')).toBe(0);
	expect((await send({ source: name, secret, id, body }, recorded)).answer.accepted).toBe(1);
});

test.each([
	['no', ''],
	['a timestamp of words as', 'now'],
	['a timestamp in milliseconds as', String(NOW.getTime())],
	['a fraction of a second as', '1781524800.5'],
	['an exponent as', '1e9'],
	['a timestamp before 1970 as', '-1781524800'],
])('a message with %s its timestamp is refused, though it is signed', async (_, timestamp) => {
	const { name, secret } = await aSource();
	const body = JSON.stringify({ events: [like()] });
	const headers = {
		'webhook-timestamp': timestamp,
		'webhook-signature': signatureOf({ id: 'timely', timestamp, body }, secret),
	};
	expect((await send({ source: name, secret, id: 'timely', body }, headers)).status).toBe(401);
});

test('a message whose id is missing or 10 kB long is refused', async () => {
	const { name, secret } = await aSource();
	expect((await send({ source: name, secret, id: 'x'.repeat(10_000) })).status).toBe(422);
	expect((await send({ source: name, secret, id: '' })).status).toBe(422);
});

test('one event that is wrong spoils no other, and the answer says which', async () => {
	const { name, secret } = await aSource();
	const body = JSON.stringify({ events: [like(), { ...like('odd'), total: -1 }] });
	expect((await send({ source: name, secret, body })).answer).toEqual({
		accepted: 1,
		duplicates: 0,
		rejected: [{ index: 1, id: 'odd', reason: 'invalid' }],
	});
});

test('the list names the sources and when they were last heard of, and no secret', async () => {
	const { name, secret } = await aSource();
	await send({ source: name, secret });
	const list = await listHookSources({ ctx: ctx(), input: {} });
	expect(list.find((source) => source.name === name)).toEqual({
		...{ name, createdAt: NOW.toISOString(), endedAt: null, messages: 1 },
		lastMessageAt: NOW.toISOString(),
	});
	expect(JSON.stringify(list)).not.toContain('whsec_');
});
