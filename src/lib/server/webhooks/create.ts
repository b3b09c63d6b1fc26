import { z } from 'zod';
import { textSchema } from '#lib/domain/text.ts';
import { listenedSchema } from '#lib/domain/webhooks/registry.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { webhooks, webhookSecrets } from '../db/schema/webhooks.ts';
import { newSecret } from '../hooks/signature.ts';
import { readDestination } from './reach.ts';

/** An address that webhooks are sent to, before it is judged. */
export const urlSchema = z.string().trim().min(1).max(2000);
export const descriptionSchema = z.union([z.literal(''), textSchema(200)]);

/**
 * Has an address told of these kinds of events from now on. Gives its secret, this once. Throws Failure `invalid` (`url`, with
 * readDestination's reasons).
 */
export const createWebhook = guarded(
	'createWebhook',
	'hooks.write',
	z.strictObject({
		url: urlSchema,
		events: listenedSchema,
		description: descriptionSchema.default(''),
	}),
	(ctx, input) =>
		withTransaction(ctx, async (tx) => {
			const url = readDestination(input.url);
			const { events, description } = input;
			const createdBy = tx.actor.kind === 'person' ? tx.actor.id : null;
			const [row] = await tx.db
				.insert(webhooks)
				.values({ url, events, description, createdBy, createdAt: tx.now })
				.returning({ id: webhooks.id });
			const { id } = row!;
			const secret = newSecret();
			await tx.db.insert(webhookSecrets).values({ webhookId: id, secret, createdAt: tx.now });
			await appendAudit(tx, {
				action: 'webhook.create',
				target: `webhook:${id}`,
				details: { url, events },
			});
			return { id, secret };
		}),
);
