import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { LISTENED, type WebhookType } from '#lib/domain/webhooks/registry.ts';
import { webhooks, webhookSecrets } from '#lib/server/db/schema/webhooks.ts';
import { newSecret } from '#lib/server/hooks/signature.ts';
import { PUBLIC_AND_OWN } from '#lib/server/outside/reach.ts';
import { createDeliverer } from '#lib/server/webhooks/deliverer.ts';
import { silent, SYSTEM, type TestDatabase } from '#tests/support/database.ts';

export type Received = {
	id: string;
	body: string;
	headers: IncomingHttpHeaders;
	path: string;
	event: { type: string; timestamp: string; data: Record<string, never> };
};

/** A receiver of webhooks on this machine, which remembers what came. It answers 204 unless told otherwise. */
export async function aReceiver() {
	const received: Received[] = [];
	let answer = (res: ServerResponse, _n: number): unknown => res.writeHead(204).end();
	const server = createServer((req, res) => {
		void req.toArray().then((chunks: Buffer[]) => {
			const body = Buffer.concat(chunks).toString();
			const { headers, url: path = '' } = req;
			const id = String(headers['webhook-id']);
			received.push({ id, body, headers, path, event: JSON.parse(body) as Received['event'] });
			answer(res, received.length);
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/laurel`,
		received,
		/** Has the n-th request (from 1) answered so. */
		answers(next: (res: ServerResponse, n: number) => unknown) {
			answer = next;
		},
		forget() {
			received.length = 0;
			answer = (res) => res.writeHead(204).end();
		},
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

export type Receiver = Awaited<ReturnType<typeof aReceiver>>;

/** A webhook to the receiver, straight into the tables; with its secret. */
export async function aWebhook(
	{ connections: { db } }: TestDatabase,
	url: string,
	events: WebhookType[] = [...LISTENED],
) {
	const [row] = await db.insert(webhooks).values({ url, events }).returning({ id: webhooks.id });
	const secret = newSecret();
	await db.insert(webhookSecrets).values({ webhookId: row!.id, secret });
	return { id: row!.id, secret };
}

/** Delivers all that is due, also to this machine. */
export function aDeliverer(database: TestDatabase, chance = 0) {
	return createDeliverer({
		connections: database.connections,
		ctx: () => database.ctx(SYSTEM),
		log: silent,
		reach: () => PUBLIC_AND_OWN,
		chance: () => chance,
	});
}

/** Whether the specification's own library takes it. Throws when not. */
export const verified = ({ body, headers }: Received, secret: string) =>
	new Webhook(secret).verify(body, headers as Record<string, string>);

/** Lets time pass for whatever waits. */
export const letItBeDue = ({ connections: { sql } }: TestDatabase) =>
	sql`update webhook_deliveries set next_at = now() where state = 'waiting'`;
