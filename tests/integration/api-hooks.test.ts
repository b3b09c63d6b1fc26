import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHookSource } from '#lib/server/hooks/create-source.ts';
import { endHookSource } from '#lib/server/hooks/end-source.ts';
import { listHookSources } from '#lib/server/hooks/queries.ts';
import { rotateHookSecret } from '#lib/server/hooks/rotate-secret.ts';
import { signatureOf } from '#lib/server/hooks/signature.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aContest, aLink, aPerson, aProgram } from '#tests/support/people.ts';
import { POST } from '../../src/routes/api/v1/hooks/[source]/+server.ts';

const NOW = new Date('2026-06-15T12:00:00Z');
const HOUR = 3_600_000;

let database: TestDatabase;
let slug: string;
let n = 0;
beforeAll(async () => {
	database = await createTestDatabase();
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

type Sent = { source: string; secret: string; id?: string; at?: Date; now?: Date; body?: string };

/** Sends a message through the route, as a server would, and gives status and answer. */
async function send(sent: Sent, headers: Record<string, string> = {}) {
	const { source, secret, id = `msg-${++n}`, at = NOW, now = NOW } = sent;
	const body = sent.body ?? JSON.stringify({ events: [like()] });
	const timestamp = String(Math.floor(at.getTime() / 1000));
	const request = new Request(`http://localhost/api/v1/hooks/${source}`, {
		method: 'POST',
		body,
		headers: {
			'content-type': 'application/json',
			'webhook-id': id,
			'webhook-timestamp': timestamp,
			'webhook-signature': signatureOf({ id, timestamp, body }, secret),
			...headers,
		},
	});
	const event = { request, params: { source }, url: new URL(request.url) };
	const locals = { ctx: { ...ctx(now), actor: { kind: 'visitor' } } };
	const response = await POST({ ...event, locals } as never);
	return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}

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
