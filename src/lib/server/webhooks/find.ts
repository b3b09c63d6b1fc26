import { eq } from 'drizzle-orm';
import { Failure } from '#lib/domain/failure.ts';
import type { Ctx } from '../context.ts';
import { webhooks } from '../db/schema/webhooks.ts';

/** A webhook, its row locked until the transaction ends. Throws Failure `not_found`. */
export async function lockedWebhook(tx: Ctx, id: string) {
	const [webhook] = await tx.db
		.select()
		.from(webhooks)
		.where(eq(webhooks.id, id))
		.for('no key update');
	if (!webhook) throw new Failure('not_found', 'There is no such webhook.');
	return webhook;
}
