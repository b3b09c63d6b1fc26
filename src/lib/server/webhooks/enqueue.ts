import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { webhookBody, type WebhookData, type WebhookType } from '#lib/domain/webhooks/registry.ts';
import type { Ctx } from '../context.ts';
import { webhookDeliveries, webhookMessages } from '../db/schema/webhooks.ts';

/** The channel that tells every server that something is to be delivered. */
export const WEBHOOKS_CHANNEL = 'webhooks';

/**
 * Leaves an event for every webhook that listens to its kind, in the transaction of what it tells of: what is rolled
 * back is told to nobody, and the same `key` is told once, however often and by however many this is called. `only` is one
 * webhook, whatever it listens to. Gives the message's id; null when it was told before. Throws when the data is not the kind's.
 */
export async function enqueueWebhook<K extends WebhookType>(
	tx: Ctx,
	event: { type: K; key: string; at: Date; data: WebhookData<K>; only?: string },
): Promise<string | null> {
	const { type, key, at, data, only } = event;
	const body = webhookBody(type, at, data);
	const listening = (await tx.db.execute(
		only === undefined
			? sql`select id from webhooks where ${type} = any(events) order by id`
			: sql`select id from webhooks where id = ${only}`,
	)) as unknown as { id: string }[];
	const [message] = await tx.db
		.insert(webhookMessages)
		// What nobody is sent need not be kept; its key must be.
		.values({ id: v7(), type, key, body: listening.length > 0 ? body : '' })
		.onConflictDoNothing({ target: webhookMessages.key })
		.returning({ id: webhookMessages.id });
	if (!message) return null;
	if (listening.length === 0) return message.id;
	await tx.db
		.insert(webhookDeliveries)
		.values(listening.map(({ id }) => ({ webhookId: id, messageId: message.id })));
	await tx.db.execute(sql`select pg_notify(${WEBHOOKS_CHANNEL}, '')`);
	return message.id;
}
