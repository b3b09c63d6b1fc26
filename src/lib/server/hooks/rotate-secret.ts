import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { hookSecrets } from '../db/schema/hooks.ts';
import { lockedSource } from './find.ts';
import { newSecret } from './signature.ts';

const HOUR_MS = 3_600_000;

/**
 * Gives a source a new secret, this once; the ones before it stay valid for `hours` more (24 unless said), so that the
 * sender can change over without losing a message. Throws Failure `not_found`.
 */
export const rotateHookSecret = guarded(
	'rotateHookSecret',
	'hooks.write',
	z.strictObject({ name: z.string().min(1).max(100), hours: z.int().min(0).max(720).default(24) }),
	(ctx, { name, hours }) =>
		withTransaction(ctx, async (tx) => {
			const id = await lockedSource(tx, name);
			const endsAt = new Date(tx.now.getTime() + hours * HOUR_MS);
			await tx.db
				.update(hookSecrets)
				.set({ endsAt })
				.where(and(eq(hookSecrets.sourceId, id), isNull(hookSecrets.endsAt)));
			const secret = newSecret();
			await tx.db.insert(hookSecrets).values({ sourceId: id, secret, createdAt: tx.now });
			await appendAudit(tx, {
				action: 'hook.rotate',
				target: `hook:${id}`,
				details: { name, hours },
			});
			return { name, secret, oldSecretsEndAt: endsAt.toISOString() };
		}),
);
