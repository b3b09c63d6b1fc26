import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { hookSources } from '../db/schema/hooks.ts';
import { lockedSource } from './find.ts';

/** Takes nothing more from a source. Its facts and its name stay: nobody else may send under it. Throws Failure `not_found`. */
export const endHookSource = guarded(
	'endHookSource',
	'hooks.write',
	z.strictObject({ name: z.string().min(1).max(100) }),
	(ctx, { name }) =>
		withTransaction(ctx, async (tx) => {
			const id = await lockedSource(tx, name);
			await tx.db.update(hookSources).set({ endedAt: tx.now }).where(eq(hookSources.id, id));
			await appendAudit(tx, { action: 'hook.end', target: `hook:${id}`, details: { name } });
			return { name };
		}),
);
