import { v7 } from 'uuid';
import { z } from 'zod';
import { WEBHOOK_EVENTS } from '#lib/domain/webhooks/registry.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { enqueueWebhook } from './enqueue.ts';
import { lockedWebhook } from './find.ts';

/** Sends a test to one webhook, whatever it listens to and also while it is paused. Gives the message's id. Throws Failure `not_found`. */
export const testWebhook = guarded(
	'testWebhook',
	'hooks.write',
	z.strictObject({ id: z.uuid() }),
	(ctx, { id }) =>
		withTransaction(ctx, async (tx) => {
			await lockedWebhook(tx, id);
			const data = WEBHOOK_EVENTS.test.example;
			const key = `test:${v7()}`;
			const message = await enqueueWebhook(tx, { type: 'test', key, at: tx.now, data, only: id });
			await appendAudit(tx, {
				action: 'webhook.test',
				target: `webhook:${id}`,
				details: { message: message! },
			});
			return { message: message! };
		}),
);
