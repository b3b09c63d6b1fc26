import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { webhookDeliveries, webhookMessages } from '../db/schema/webhooks.ts';
import { WEBHOOKS_CHANNEL } from './enqueue.ts';
import { lockedWebhook } from './find.ts';

/**
 * Sends a delivery again, now and with its schedule from the beginning, under the same `webhook-id`; that of a paused
 * webhook waits. One that is being sent just now stays as it is. Throws Failure `not_found`.
 */
export const resendDelivery = guarded(
	'resendDelivery',
	'hooks.write',
	z.strictObject({ webhook: z.uuid(), delivery: z.uuid() }),
	(ctx, input) =>
		withTransaction(ctx, async (tx) => {
			await lockedWebhook(tx, input.webhook);
			const isIt = and(
				eq(webhookDeliveries.id, input.delivery),
				eq(webhookDeliveries.webhookId, input.webhook),
			);
			const [found] = await tx.db
				.select({ message: webhookMessages.id, type: webhookMessages.type })
				.from(webhookDeliveries)
				.innerJoin(webhookMessages, eq(webhookMessages.id, webhookDeliveries.messageId))
				.where(isIt);
			if (!found) throw new Failure('not_found', 'There is no such delivery.');
			await tx.db
				.update(webhookDeliveries)
				.set({ state: 'waiting', tries: 0, nextAt: sql`clock_timestamp()` })
				.where(
					and(
						isIt,
						sql`(${webhookDeliveries.claimedUntil} is null or ${webhookDeliveries.claimedUntil} <= clock_timestamp())`,
					),
				);
			await appendAudit(tx, {
				action: 'webhook.resend',
				target: `webhook:${input.webhook}`,
				details: { delivery: input.delivery, message: found.message, type: found.type },
			});
			await tx.db.execute(sql`select pg_notify(${WEBHOOKS_CHANNEL}, '')`);
			return { id: input.delivery };
		}),
);
