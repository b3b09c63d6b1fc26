import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { displays } from '../db/schema/displays.ts';
import { ring } from './bell.ts';
import { ownDisplay } from './own.ts';
import { endTokens } from './tokens.ts';

/**
 * Ends a display's link or token for good: what is open goes dark within two seconds. Hosts may end those of their offices.
 * Revoking again changes nothing; throws Failure `not_found` for an unknown id.
 */
export const revokeDisplay = guarded(
	'revokeDisplay',
	'displays.host',
	z.strictObject({ id: z.uuid() }),
	(ctx, { id }) =>
		withTransaction(ctx, async (tx) => {
			const { name, revokedAt } = await ownDisplay(tx, id);
			if (revokedAt) return { id };
			await tx.db.update(displays).set({ revokedAt: tx.now }).where(eq(displays.id, id));
			await endTokens(tx, id);
			await appendAudit(tx, {
				action: 'display.revoke',
				target: `display:${id}`,
				details: { name },
			});
			await ring(tx, 'revoked', { display: id });
			return { id };
		}),
);
