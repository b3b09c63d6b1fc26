import { and, desc, eq, gt, inArray, lt, max, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import type { OutsideCode } from '#lib/domain/outside/failure.ts';
import type { WebhookType } from '#lib/domain/webhooks/registry.ts';
import type {
	AttemptView,
	DeliveryState,
	DeliveryView,
	Pause,
	WebhookView,
} from '#lib/domain/webhooks/view.ts';
import { decodeCursor, encodeCursor } from '../boards/cursor.ts';
import { guarded, type Ctx } from '../context.ts';
import {
	webhookAttempts,
	webhookDeliveries,
	webhookMessages,
	webhooks,
	webhookSecrets,
} from '../db/schema/webhooks.ts';

async function views(ctx: Ctx, id?: string): Promise<WebhookView[]> {
	const rows = await ctx.db
		.select({
			webhook: webhooks,
			waiting: ctx.db.$count(
				webhookDeliveries,
				and(eq(webhookDeliveries.webhookId, webhooks.id), eq(webhookDeliveries.state, 'waiting')),
			),
		})
		.from(webhooks)
		.where(id === undefined ? undefined : eq(webhooks.id, id))
		.orderBy(desc(webhooks.id));
	const secrets = await ctx.db
		.select({ webhookId: webhookSecrets.webhookId, endsAt: max(webhookSecrets.endsAt) })
		.from(webhookSecrets)
		.where(gt(webhookSecrets.endsAt, ctx.now))
		.groupBy(webhookSecrets.webhookId);
	const ends = new Map(secrets.map(({ webhookId, endsAt }) => [webhookId, endsAt]));
	return rows.map(({ webhook, waiting }) => ({
		id: webhook.id,
		url: webhook.url,
		description: webhook.description,
		events: webhook.events as WebhookType[],
		createdAt: webhook.createdAt.toISOString(),
		paused: webhook.pausedAt && {
			at: webhook.pausedAt.toISOString(),
			because: (webhook.pausedBecause ?? 'person') as Pause,
		},
		lastDeliveredAt: webhook.lastDeliveredAt?.toISOString() ?? null,
		failures: webhook.failures,
		waiting,
		oldSecretsEndAt: ends.get(webhook.id)?.toISOString() ?? null,
	}));
}

/** Every webhook, newest first, with its health and without its secrets. */
export const listWebhooks = guarded(
	'listWebhooks',
	'hooks.write',
	z.strictObject({}),
	async (ctx) => ({ webhooks: await views(ctx) }),
);

/** One webhook. Throws Failure `not_found`. */
export const readWebhook = guarded(
	'readWebhook',
	'hooks.write',
	z.strictObject({ id: z.uuid() }),
	async (ctx, { id }): Promise<WebhookView> => {
		const [webhook] = await views(ctx, id);
		if (!webhook) throw new Failure('not_found', 'There is no such webhook.');
		return webhook;
	},
);

/** A webhook's deliveries of the last 30 days, newest first, with every attempt. Throws Failure `not_found`, `invalid` (`cursor`). */
export const listDeliveries = guarded(
	'listDeliveries',
	'hooks.write',
	z.strictObject({
		webhook: z.uuid(),
		limit: z.int().min(1).max(200).default(50),
		cursor: z.string().max(200).optional(),
	}),
	async (ctx, input): Promise<{ deliveries: DeliveryView[]; nextCursor: string | null }> => {
		await readWebhook({ ctx, input: { id: input.webhook } });
		const before = decodeCursor(z.uuid(), input.cursor);
		const rows = await ctx.db
			.select({
				id: webhookDeliveries.id,
				message: webhookMessages.id,
				type: webhookMessages.type,
				state: webhookDeliveries.state,
				at: webhookDeliveries.createdAt,
				nextAt: webhookDeliveries.nextAt,
			})
			.from(webhookDeliveries)
			.innerJoin(webhookMessages, eq(webhookMessages.id, webhookDeliveries.messageId))
			.where(
				and(
					eq(webhookDeliveries.webhookId, input.webhook),
					before === null ? undefined : lt(webhookDeliveries.id, before),
				),
			)
			.orderBy(desc(webhookDeliveries.id))
			.limit(input.limit + 1);
		const shown = rows.slice(0, input.limit);
		const attempts = await attemptsOf(
			ctx,
			shown.map(({ id }) => id),
		);
		return {
			deliveries: shown.map((row) => ({
				...row,
				type: row.type as WebhookType,
				state: row.state as DeliveryState,
				at: row.at.toISOString(),
				nextAt: row.state === 'waiting' ? row.nextAt.toISOString() : null,
				attempts: attempts.get(row.id) ?? [],
			})),
			nextCursor: rows.length > shown.length ? encodeCursor(shown.at(-1)!.id) : null,
		};
	},
);

async function attemptsOf(ctx: Ctx, ids: string[]): Promise<Map<string, AttemptView[]>> {
	const rows = await ctx.db
		.select()
		.from(webhookAttempts)
		.where(inArray(webhookAttempts.deliveryId, ids))
		.orderBy(sql`${webhookAttempts.id}`);
	const groups = Map.groupBy(rows, ({ deliveryId }) => deliveryId);
	return new Map(
		[...groups].map(([id, tries]) => [
			id,
			tries.map(({ at, status, failure, durationMs, answer }) => ({
				at: at.toISOString(),
				failure: failure as OutsideCode | null,
				...{ status, durationMs, answer },
			})),
		]),
	);
}
