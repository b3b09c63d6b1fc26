import { and, eq, sql } from 'drizzle-orm';
import { isLongFailing, nextAttempt } from '#lib/domain/webhooks/schedule.ts';
import type { Pause } from '#lib/domain/webhooks/view.ts';
import { appendAudit } from '../audit/append.ts';
import { withTransaction, type Ctx } from '../context.ts';
import { webhookAttempts, webhookDeliveries, webhooks } from '../db/schema/webhooks.ts';
import { notify } from '../notices/notify.ts';
import type { Claimed } from './claim.ts';
import type { Attempt } from './send.ts';

type Webhook = typeof webhooks.$inferSelect;

/**
 * Writes down what came of an attempt and what follows: in one transaction the line of the log, the delivery's state, the
 * webhook's health and, after long failure or a 410, its pause with a notice to the admins. Whoever lost the claim only
 * adds to the log. A webhook that was deleted meanwhile takes nothing. `chance` is drawn from [0, 1).
 */
export async function settleAttempt(
	ctx: Ctx,
	claimed: Claimed,
	attempt: Attempt,
	chance: number,
): Promise<void> {
	await withTransaction(ctx, async (tx) => {
		const [webhook] = await tx.db
			.select()
			.from(webhooks)
			.where(eq(webhooks.id, claimed.webhookId))
			.for('no key update');
		if (!webhook) return;
		const { retryAfterMs: _, ...logged } = attempt;
		await tx.db.insert(webhookAttempts).values({ deliveryId: claimed.id, ...logged });
		const next = nextAttempt(claimed.attempt, attempt, chance);
		const afterMs = next.state === 'waiting' ? next.afterMs : 0;
		const mine = await tx.db
			.update(webhookDeliveries)
			.set({
				state: next.state,
				tries: claimed.attempt,
				nextAt: sql`clock_timestamp() + make_interval(secs => ${afterMs / 1000})`,
				claim: null,
				claimedUntil: null,
			})
			.where(and(eq(webhookDeliveries.id, claimed.id), eq(webhookDeliveries.claim, claimed.claim)))
			.returning({ id: webhookDeliveries.id });
		if (mine.length === 0) return;
		if (next.state === 'delivered') await noteDelivered(tx, webhook, attempt.at);
		else await noteFailed(tx, webhook, attempt.at, next.state === 'failed' && next.gone);
	});
}

async function noteDelivered(tx: Ctx, { id }: Webhook, at: Date): Promise<void> {
	await tx.db
		.update(webhooks)
		.set({ lastDeliveredAt: at, failures: 0, failingSince: null })
		.where(eq(webhooks.id, id));
}

async function noteFailed(tx: Ctx, webhook: Webhook, at: Date, gone: boolean): Promise<void> {
	const failures = webhook.failures + 1;
	const failingSince = webhook.failingSince ?? at;
	await tx.db.update(webhooks).set({ failures, failingSince }).where(eq(webhooks.id, webhook.id));
	if (webhook.pausedAt) return;
	if (gone) await pauseItself(tx, webhook, at, 'gone');
	else if (isLongFailing(failures, failingSince, at)) await pauseItself(tx, webhook, at, 'failing');
}

async function pauseItself(tx: Ctx, { id, url }: Webhook, at: Date, because: Pause): Promise<void> {
	await tx.db
		.update(webhooks)
		.set({ pausedAt: at, pausedBecause: because })
		.where(eq(webhooks.id, id));
	await appendAudit(tx, {
		action: 'webhook.pause',
		target: `webhook:${id}`,
		details: { url, because },
	});
	// Whoever may do something about it.
	const admins = (await tx.db.execute(
		sql`select id from people where active and role = 'admin'`,
	)) as unknown as { id: string }[];
	await notify(tx, {
		people: admins.map((admin) => admin.id),
		kind: 'webhook_paused',
		params: { webhook: { id, host: new URL(url).host }, because: because as 'failing' | 'gone' },
		key: `webhook-paused:${id}:${at.toISOString()}`,
	});
}
