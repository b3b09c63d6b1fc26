import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { webhookBody } from '#lib/domain/webhooks/registry.ts';
import { withTransaction } from '#lib/server/context.ts';
import { PUBLIC } from '#lib/server/outside/reach.ts';
import { createDeliverer } from '#lib/server/webhooks/deliverer.ts';
import { enqueueWebhook } from '#lib/server/webhooks/enqueue.ts';
import { listDeliveries, readWebhook } from '#lib/server/webhooks/queries.ts';
import { resendDelivery } from '#lib/server/webhooks/resend.ts';
import { rotateWebhookSecret } from '#lib/server/webhooks/rotate-secret.ts';
import { sweepWebhooks } from '#lib/server/webhooks/sweep.ts';
import { testWebhook } from '#lib/server/webhooks/test.ts';
import { updateWebhook } from '#lib/server/webhooks/update.ts';
import { createTestDatabase, silent, SYSTEM, type TestDatabase } from '#tests/support/database.ts';
import { aPerson } from '#tests/support/people.ts';
import {
	aDeliverer,
	aReceiver,
	aWebhook,
	letItBeDue,
	verified,
	type Receiver,
} from './webhooks-world.ts';

let database: TestDatabase;
let receiver: Receiver;
let hook: { id: string; secret: string };
let n = 0;
beforeAll(async () => {
	database = await createTestDatabase();
	receiver = await aReceiver();
});
beforeEach(async () => {
	hook = await aWebhook(database, receiver.url);
});
afterEach(async () => {
	receiver.forget();
	await database.connections.sql`delete from webhooks`;
});
afterAll(async () => {
	await receiver.close();
	await database.close();
});

const ctx = () => database.ctx(SYSTEM);
const AT = new Date('2027-03-01T12:00:00Z');
const data = {
	contest: { slug: 'autumn', name: 'Autumn' },
	prize: 'Cup',
	winner: { externalId: 'mira', name: 'Mira', team: 'Sales' },
	place: 1,
};
/** Something happens. Gives the message's id. */
const happens = (key = `prize ${++n}`) =>
	withTransaction(ctx(), (tx) => enqueueWebhook(tx, { type: 'prize.won', key, at: AT, data }));
const drain = (chance = 0) => aDeliverer(database, chance).drain();
const webhook = () => readWebhook({ ctx: ctx(), input: { id: hook.id } });
const deliveries = async () =>
	(await listDeliveries({ ctx: ctx(), input: { webhook: hook.id } })).deliveries;

describe('a delivery', () => {
	it('is signed so that the specification’s library takes it, and says what happened', async () => {
		const id = await happens();
		await drain();
		const [message, ...more] = receiver.received;
		expect(more).toEqual([]);
		expect(verified(message!, hook.secret)).toEqual({
			type: 'prize.won',
			timestamp: AT.toISOString(),
			data,
		});
		expect(message).toMatchObject({ id, body: webhookBody('prize.won', AT, data) });
		expect(message!.headers['content-type']).toBe('application/json');
		expect(() => verified({ ...message!, body: `${message!.body} ` }, hook.secret)).toThrow();
		expect(await deliveries()).toMatchObject([
			{ message: id, type: 'prize.won', state: 'delivered', nextAt: null },
		]);
		expect(await webhook()).toMatchObject({ failures: 0, waiting: 0 });
	});

	it('goes to those who listen, and to none when what it tells of is rolled back', async () => {
		const other = await aWebhook(database, `${receiver.url}/starts`, ['contest.started']);
		await happens();
		const undone = withTransaction(ctx(), async (tx) => {
			await enqueueWebhook(tx, { type: 'prize.won', key: 'undone', at: AT, data });
			throw new Error('no');
		});
		await expect(undone).rejects.toThrow('no');
		await drain();
		expect(receiver.received.map(({ path }) => path)).toEqual(['/laurel']);
		const { deliveries } = await listDeliveries({ ctx: ctx(), input: { webhook: other.id } });
		expect(deliveries).toEqual([]);
	});

	it('is made once, by whatever number of workers and however often it is told', async () => {
		const key = `once ${++n}`;
		const told = await Promise.all(Array.from({ length: 20 }, () => happens(key)));
		expect(told.filter((id) => id !== null)).toHaveLength(1);
		await Promise.all(Array.from({ length: 100 }, () => drain()));
		expect(receiver.received).toHaveLength(1);
		expect(await deliveries()).toMatchObject([{ attempts: [{ status: 204 }] }]);
	});

	it('is repeated after an error, a refused connection and a broken one, by the schedule and with the same id', async () => {
		receiver.answers((res, count) => {
			if (count === 1) return res.writeHead(500).end('x'.repeat(5000));
			if (count === 2) return res.destroy();
			if (count === 3) return res.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
			return res.writeHead(200).end('thanks\0');
		});
		const id = await happens();
		const before = Date.now();
		await drain(0.5);
		const [waiting] = await deliveries();
		expect(waiting).toMatchObject({ state: 'waiting', attempts: [{ status: 500 }] });
		expect(waiting!.attempts[0]!.answer).toBe('x'.repeat(1024));
		expect(Date.parse(waiting!.nextAt!) - before).toBeGreaterThanOrEqual(5_000 * 1.125 - 1);
		await drain();
		expect(receiver.received).toHaveLength(1);
		for (let i = 0; i < 3; i++) {
			await letItBeDue(database);
			await drain();
		}
		const [done] = await deliveries();
		expect(done).toMatchObject({
			state: 'delivered',
			attempts: [
				{ status: 500, failure: null },
				{ status: null, failure: 'unreachable' },
				{ status: 302 },
				{ status: 200, answer: 'thanks\ufffd' },
			],
		});
		expect(new Set(receiver.received.map((one) => one.id))).toEqual(new Set([id]));
		for (const message of receiver.received) verified(message, hook.secret);
	});

	it('waits as long as the receiver asks', async () => {
		receiver.answers((res) => res.writeHead(429, { 'retry-after': '3600' }).end());
		await happens();
		const before = Date.now();
		await drain();
		const [waiting] = await deliveries();
		expect(Date.parse(waiting!.nextAt!) - before).toBeGreaterThanOrEqual(3_600_000 - 1);
	});

	it('is given up after the tenth attempt, and can be sent again, the schedule from its beginning', async () => {
		receiver.answers((res, count) => res.writeHead(count === 11 ? 200 : 503).end());
		const id = await happens();
		for (let i = 0; i < 12; i++) {
			await letItBeDue(database);
			await drain();
		}
		const [given] = await deliveries();
		expect(given).toMatchObject({ state: 'failed', nextAt: null });
		expect(given!.attempts).toHaveLength(10);
		const input = { webhook: hook.id, delivery: given!.id };
		await resendDelivery({ ctx: ctx(), input });
		await drain();
		expect((await deliveries())[0]).toMatchObject({ message: id, state: 'delivered' });
		expect(await webhook()).toMatchObject({ failures: 0 });
	});

	it('is somebody else’s after a server was killed while it sent', async () => {
		const id = await happens();
		const { sql } = database.connections;
		await sql`update webhook_deliveries set claim = gen_random_uuid(), claimed_until = now() + interval '60 s'`;
		await drain();
		expect(receiver.received).toEqual([]);
		await sql`update webhook_deliveries set claimed_until = now()`;
		await drain();
		expect(receiver.received.map((one) => one.id)).toEqual([id]);
	});

	it('is given back when the server stops while it sends', async () => {
		const asked = Promise.withResolvers<void>();
		receiver.answers(() => asked.resolve());
		const id = await happens();
		const stopping = aDeliverer(database);
		stopping.start();
		await asked.promise;
		await stopping.close();
		receiver.forget();
		await drain();
		expect(receiver.received.map((one) => one.id)).toEqual([id]);
		expect(await deliveries()).toMatchObject([{ state: 'delivered', attempts: [{ status: 204 }] }]);
	});

	it('goes to no address of this machine where the installation does not allow it', async () => {
		await happens();
		const parts = { connections: database.connections, ctx, log: silent };
		await createDeliverer({ ...parts, reach: () => PUBLIC }).drain();
		expect(receiver.received).toEqual([]);
		expect(await deliveries()).toMatchObject([
			{ state: 'waiting', attempts: [{ status: null, failure: 'forbidden_port' }] },
		]);
	});

	it('does not wait for another webhook that is slow', async () => {
		const never = Promise.withResolvers<void>();
		const slow = await aReceiver();
		slow.answers(() => never.resolve());
		await database.connections.sql`update webhooks set url = ${slow.url} where id = ${hook.id}`;
		for (let i = 0; i < 30; i++) await happens();
		const quick = await aWebhook(database, receiver.url);
		const done = Promise.withResolvers<void>();
		receiver.answers((res) => (res.writeHead(204).end(), done.resolve()));
		await happens();
		const deliverer = aDeliverer(database);
		deliverer.start();
		await Promise.all([never.promise, done.promise]);
		expect(receiver.received).toHaveLength(1);
		verified(receiver.received[0]!, quick.secret);
		await deliverer.close();
		await slow.close();
	});
});

describe('a webhook', () => {
	it('is signed with the old secret too while it is rotated', async () => {
		const next = await rotateWebhookSecret({ ctx: ctx(), input: { id: hook.id } });
		await happens();
		await drain();
		for (const secret of [hook.secret, next.secret]) verified(receiver.received[0]!, secret);
		expect((await webhook()).oldSecretsEndAt).toBe(next.oldSecretsEndAt);
		await database.connections
			.sql`update webhook_secrets set ends_at = now() where ends_at is not null`;
		await happens();
		await drain();
		verified(receiver.received[1]!, next.secret);
		expect(() => verified(receiver.received[1]!, hook.secret)).toThrow();
	});

	it('is paused when it says that it is gone; admins hear of it, and a test reaches it all the same', async () => {
		const admin = await aPerson(database, { role: 'admin' });
		receiver.answers((res) => res.writeHead(410).end());
		await happens();
		await drain();
		expect(await webhook()).toMatchObject({ paused: { because: 'gone' } });
		expect(await deliveries()).toMatchObject([{ state: 'failed' }]);
		const notices = await database.connections
			.sql`select kind, href from notices where person_id = ${admin.id}`;
		expect(notices).toEqual([{ kind: 'webhook_paused', href: `/webhooks/${hook.id}` }]);
		receiver.forget();
		await happens();
		await testWebhook({ ctx: ctx(), input: { id: hook.id } });
		await drain();
		expect(receiver.received.map(({ event }) => event.type)).toEqual(['test']);
		await updateWebhook({ ctx: ctx(), input: { id: hook.id, paused: false } });
		await drain();
		expect(receiver.received.map(({ event }) => event.type)).toEqual(['test', 'prize.won']);
	});

	it('is paused after three days without a delivery, and forgets them when it goes on', async () => {
		receiver.answers((res) => res.writeHead(500).end());
		await database.connections.sql`
			update webhooks set failures = 5, failing_since = now() - interval '71 hours'`;
		await happens();
		await drain();
		expect((await webhook()).paused).toBeNull();
		await database.connections.sql`update webhooks set failing_since = now() - interval '72 hours'`;
		await letItBeDue(database);
		await drain();
		expect(await webhook()).toMatchObject({ paused: { because: 'failing' }, failures: 7 });
		const entries = await database.connections
			.sql`select details from audit_entries where target = ${`webhook:${hook.id}`}`;
		expect(entries).toMatchObject([{ details: { because: 'failing' } }]);
		await updateWebhook({ ctx: ctx(), input: { id: hook.id, paused: false } });
		expect(await webhook()).toMatchObject({ paused: null, failures: 0, waiting: 1 });
	});

	it('has a log of 30 days, of which nothing personal stays; what was told is not told again', async () => {
		const key = `kept ${++n}`;
		await happens(key);
		await drain();
		const { sql } = database.connections;
		expect(await sweepWebhooks({ ctx: ctx(), input: {} })).toMatchObject({
			deliveries: 0,
			bodies: 0,
		});
		await sql`update webhook_messages set created_at = now() - interval '31 days' where key = ${key}`;
		await sql`update webhook_deliveries set created_at = now() - interval '31 days'`;
		expect(await sweepWebhooks({ ctx: ctx(), input: {} })).toMatchObject({
			deliveries: 1,
			bodies: 1,
		});
		expect(await sql`select body from webhook_messages where key = ${key}`).toEqual([{ body: '' }]);
		expect(await happens(key)).toBeNull();
	});
});
