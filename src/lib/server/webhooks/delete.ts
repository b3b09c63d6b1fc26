import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { webhooks } from '../db/schema/webhooks.ts';

/** Ends a webhook for good; its log goes with it, and what waits is not sent. Throws Failure `not_found`. */
export const deleteWebhook = guarded(
	'deleteWebhook',
	'hooks.write',
	z.strictObject({ id: z.uuid() }),
	(ctx, { id }) =>
		withTransaction(ctx, async (tx) => {
			const [gone] = await tx.db
				.delete(webhooks)
				.where(eq(webhooks.id, id))
				.returning({ url: webhooks.url });
			if (!gone) throw new Failure('not_found', 'There is no such webhook.');
			await appendAudit(tx, {
				action: 'webhook.delete',
				target: `webhook:${id}`,
				details: { url: gone.url },
			});
			return { id, url: gone.url };
		}),
);
