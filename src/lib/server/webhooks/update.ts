import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { listenedSchema } from '#lib/domain/webhooks/registry.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { webhooks } from '../db/schema/webhooks.ts';
import { descriptionSchema, urlSchema } from './create.ts';
import { WEBHOOKS_CHANNEL } from './enqueue.ts';
import { lockedWebhook } from './find.ts';
import { readDestination } from './reach.ts';

/**
 * Changes what of a webhook is given. `paused: true` lets what happens wait; `false` sends what waits and forgets how often it
 * failed. Throws Failure `not_found`, `invalid` as createWebhook.
 */
export const updateWebhook = guarded(
	'updateWebhook',
	'hooks.write',
	z.strictObject({
		id: z.uuid(),
		url: urlSchema.optional(),
		events: listenedSchema.optional(),
		description: descriptionSchema.optional(),
		paused: z.boolean().optional(),
	}),
	(ctx, { id, paused, ...input }) =>
		withTransaction(ctx, async (tx) => {
			const before = await lockedWebhook(tx, id);
			const url = input.url === undefined ? before.url : readDestination(input.url);
			const { events = before.events, description = before.description } = input;
			const isPaused = before.pausedAt !== null;
			const pause =
				paused === undefined || paused === isPaused
					? {}
					: paused
						? { pausedAt: tx.now, pausedBecause: 'person' }
						: { pausedAt: null, pausedBecause: null, failures: 0, failingSince: null };
			await tx.db
				.update(webhooks)
				.set({ url, events, description, ...pause })
				.where(eq(webhooks.id, id));
			await appendAudit(tx, {
				action: 'webhook.update',
				target: `webhook:${id}`,
				details: {
					before: { url: before.url, events: before.events, paused: isPaused },
					after: { url, events, paused: paused ?? isPaused },
				},
			});
			await tx.db.execute(sql`select pg_notify(${WEBHOOKS_CHANNEL}, '')`);
			return { id };
		}),
);
