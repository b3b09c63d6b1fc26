import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { webhookSecrets } from '../db/schema/webhooks.ts';
import { newSecret } from '../hooks/signature.ts';
import { lockedWebhook } from './find.ts';

const HOUR_MS = 3_600_000;

/**
 * Gives a webhook a new secret, this once. The ones before it sign along for `hours` more (24 unless said), so that the
 * receiver can change over without refusing a message. Throws Failure `not_found`.
 */
export const rotateWebhookSecret = guarded(
	'rotateWebhookSecret',
	'hooks.write',
	z.strictObject({ id: z.uuid(), hours: z.int().min(0).max(720).default(24) }),
	(ctx, { id, hours }) =>
		withTransaction(ctx, async (tx) => {
			await lockedWebhook(tx, id);
			const endsAt = new Date(tx.now.getTime() + hours * HOUR_MS);
			await tx.db
				.update(webhookSecrets)
				.set({ endsAt })
				.where(and(eq(webhookSecrets.webhookId, id), isNull(webhookSecrets.endsAt)));
			const secret = newSecret();
			await tx.db.insert(webhookSecrets).values({ webhookId: id, secret, createdAt: tx.now });
			await appendAudit(tx, {
				action: 'webhook.rotate',
				target: `webhook:${id}`,
				details: { hours },
			});
			return { id, secret, oldSecretsEndAt: endsAt.toISOString() };
		}),
);
