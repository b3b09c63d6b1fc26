import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '#lib/server/api/create-token.ts';
import {
	deliveriesSchema,
	webhookMadeSchema,
	webhooksSchema,
} from '#lib/server/api/openapi/answers.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aProgram } from '#tests/support/people.ts';
import { DELETE, GET as READ, PATCH } from '../../src/routes/api/v1/webhooks/[id]/+server.ts';
import { GET as LOG } from '../../src/routes/api/v1/webhooks/[id]/deliveries/+server.ts';
import { POST as RESEND } from '../../src/routes/api/v1/webhooks/[id]/deliveries/[delivery]/resend/+server.ts';
import { POST as ROTATE } from '../../src/routes/api/v1/webhooks/[id]/rotate/+server.ts';
import { POST as TEST } from '../../src/routes/api/v1/webhooks/[id]/test/+server.ts';
import { GET as LIST, POST as CREATE } from '../../src/routes/api/v1/webhooks/+server.ts';
import { aDeliverer, aReceiver, verified, type Receiver } from './webhooks-world.ts';

let database: TestDatabase;
let receiver: Receiver;
const tokens = new Map<string, string>();
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	receiver = await aReceiver();
	for (const scope of ['admin', 'read'] as const) {
		const input = { name: scope, scopes: [scope] };
		tokens.set(scope, (await createToken({ ctx: database.ctx(), input })).token);
	}
});
afterAll(async () => {
	await receiver.close();
	await database.close();
});

type Route = (event: never) => Response | Promise<Response>;
/** Calls a route as a server would; gives status and answer. */
async function call(
	route: Route,
	{
		params = {},
		body,
		scope = 'admin',
		query = '',
	}: Partial<Record<'scope' | 'query', string>> & {
		params?: Record<string, string>;
		body?: unknown;
	} = {},
) {
	const request = new Request(`http://localhost/api/v1/webhooks${query}`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${tokens.get(scope)}`,
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	const locals = { ctx: { ...database.ctx(), actor: { kind: 'visitor' } } };
	const event = { request, params, url: new URL(request.url), locals };
	const response = await route(event as never);
	const text = await response.text();
	return { status: response.status, answer: text === '' ? null : (JSON.parse(text) as object) };
}

const aHook = async (url = 'https://crm.example.com/laurel') => {
	const made = await call(CREATE, { body: { url, events: ['prize.won'] } });
	expect(made.status).toBe(201);
	return webhookMadeSchema.parse(made.answer);
};

describe('webhooks through the API', () => {
	it('are made, listed, changed, paused and ended; a secret is shown once and audited never', async () => {
		const { id, secret } = await aHook();
		const list = await call(LIST);
		expect(webhooksSchema.strict().parse(list.answer).webhooks).toMatchObject([
			{ id, url: 'https://crm.example.com/laurel', events: ['prize.won'], paused: null },
		]);
		const params = { id };
		const body = { events: ['contest.final'], paused: true, description: 'CRM' };
		expect(await call(PATCH, { params, body })).toMatchObject({
			status: 200,
			answer: { ...body, paused: { because: 'person' } },
		});
		expect(await call(PATCH, { params, body: { paused: false } })).toMatchObject({
			answer: { events: ['contest.final'], paused: null },
		});
		const rotated = await call(ROTATE, { params, body: { hours: 2 } });
		expect(rotated.status).toBe(200);
		const whole = JSON.stringify([
			(await call(READ, { params })).answer,
			await database.connections.sql`select * from audit_entries`,
		]);
		expect(whole).not.toContain(secret.slice(6));
		expect(whole).not.toContain((rotated.answer as { secret: string }).secret.slice(6));
		expect((await call(DELETE, { params })).status).toBe(204);
		for (const route of [READ, DELETE, LOG, TEST])
			expect((await call(route, { params })).status).toBe(404);
	});

	it('are nobody’s without the scope, and not to be sent just anywhere', async () => {
		const wanted = { events: ['prize.won'] };
		const body = { url: 'https://crm.example.com/', ...wanted };
		expect((await call(CREATE, { body, scope: 'read' })).status).toBe(403);
		expect((await call(LIST, { scope: 'read' })).status).toBe(403);
		for (const url of [
			'http://crm.example.com/',
			'https://127.0.0.1/',
			'https://localhost/',
			'https://[::1]/',
			'https://0x7f.1/',
			'https://10.0.0.1/',
			'https://169.254.169.254/latest/',
			'https://crm.example.com:8443/',
			'https://me:secret@crm.example.com/',
			'ftp://crm.example.com/',
			'crm',
		]) {
			const refused = await call(CREATE, { body: { url, ...wanted } });
			expect([url, refused]).toMatchObject([
				url,
				{ status: 422, answer: { errors: [{ path: 'url' }] } },
			]);
		}
		for (const events of [[], ['test'], ['everything']])
			expect((await call(CREATE, { body: { ...body, events } })).status).toBe(422);
	});

	it('can be tested; what was sent is read page by page, and sent again', async () => {
		const { id, secret } = await aHook();
		await database.connections.sql`update webhooks set url = ${receiver.url} where id = ${id}`;
		const params = { id };
		const messages: string[] = [];
		for (let i = 0; i < 3; i++) {
			const { status, answer } = await call(TEST, { params });
			expect(status).toBe(202);
			messages.push((answer as { message: string }).message);
		}
		await aDeliverer(database).drain();
		for (const message of receiver.received) verified(message, secret);
		const first = deliveriesSchema
			.strict()
			.parse((await call(LOG, { params, query: '?limit=2' })).answer);
		expect(first.deliveries.map(({ message }) => message)).toEqual(messages.slice(1).reverse());
		const query = `?limit=2&cursor=${first.nextCursor}`;
		const second = deliveriesSchema.parse((await call(LOG, { params, query })).answer);
		expect(second).toMatchObject({ deliveries: [{ message: messages[0] }], nextCursor: null });
		const delivery = second.deliveries[0]!.id;
		expect((await call(RESEND, { params: { id, delivery } })).status).toBe(202);
		await aDeliverer(database).drain();
		const received = receiver.received.map((one) => one.id);
		expect(received.slice(0, 3).sort()).toEqual(messages);
		expect(received.slice(3)).toEqual([messages[0]]);
		const other = { id, delivery: id };
		expect((await call(RESEND, { params: other })).status).toBe(404);
		expect((await call(LOG, { params, query: '?cursor=x' })).status).toBe(422);
	});
});
