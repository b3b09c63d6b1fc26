import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testWebhook } from '#lib/server/webhooks/test.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aDeliverer, aReceiver, aWebhook, type Receiver } from './webhooks-world.ts';

type Check = (headers: Record<string, unknown>, body: string, secret: string) => boolean;

let database: TestDatabase;
let receiver: Receiver;
beforeAll(async () => {
	database = await createTestDatabase();
	receiver = await aReceiver();
});
afterAll(async () => {
	await receiver.close();
	await database.close();
});

/** The receiver that docs/integrators.md shows. */
async function shown(): Promise<Check> {
	const page = readFileSync('docs/integrators.md', 'utf8');
	const code = /```js\n([\s\S]*?)```/.exec(page)![1]!;
	const address = `data:text/javascript,${encodeURIComponent(code)}`;
	const made = (await import(/* @vite-ignore */ address)) as { isFromLaurel: Check };
	return made.isFromLaurel;
}

it('the integrators’ receiver takes what is ours, and nothing else', async () => {
	const isFromLaurel = await shown();
	const { id, secret } = await aWebhook(database, receiver.url);
	const other = await aWebhook(database, receiver.url);
	await testWebhook({ ctx: database.ctx(), input: { id } });
	await aDeliverer(database).drain();
	const { headers, body } = receiver.received[0]!;
	expect(isFromLaurel(headers, body, secret)).toBe(true);
	expect(isFromLaurel(headers, body, other.secret)).toBe(false);
	expect(isFromLaurel(headers, `${body} `, secret)).toBe(false);
	expect(isFromLaurel({ ...headers, 'webhook-id': 'x' }, body, secret)).toBe(false);
	expect(isFromLaurel({ ...headers, 'webhook-timestamp': '1' }, body, secret)).toBe(false);
	expect(isFromLaurel({ ...headers, 'webhook-timestamp': '' }, body, secret)).toBe(false);
	expect(isFromLaurel({ ...headers, 'webhook-signature': 'v1,' }, body, secret)).toBe(false);
});
