import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { displays } from '../db/schema/displays.ts';

/** Ends a display's link for good. Revoking again changes nothing; throws Failure `not_found` for an unknown id. */
export const revokeDisplay = guarded(
	'revokeDisplay',
	'displays.write',
	z.strictObject({ id: z.uuid() }),
	(ctx, { id }) =>
		withTransaction(ctx, async (tx) => {
			const revoked = await tx.db
				.update(displays)
				.set({ revokedAt: tx.now })
				.where(and(eq(displays.id, id), isNull(displays.revokedAt)))
				.returning({ name: displays.name });
			if (revoked[0]) {
				await appendAudit(tx, {
					action: 'display.revoke',
					target: `display:${id}`,
					details: { name: revoked[0].name },
				});
				return { id };
			}
			const known = await tx.db
				.select({ id: displays.id })
				.from(displays)
				.where(eq(displays.id, id));
			if (known.length === 0) throw new Failure('not_found', 'There is no such display.');
			return { id };
		}),
);
