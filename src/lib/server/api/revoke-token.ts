import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { apiTokens } from '../db/schema/auth.ts';

/** Ends a token at once and for good. Revoking again changes nothing; throws Failure `not_found` for an unknown id. */
export const revokeToken = guarded(
	'revokeToken',
	'tokens.write',
	z.strictObject({ id: z.uuid() }),
	(ctx, { id }) =>
		withTransaction(ctx, async (tx) => {
			const revoked = await tx.db
				.update(apiTokens)
				.set({ revokedAt: tx.now })
				.where(and(eq(apiTokens.id, id), isNull(apiTokens.revokedAt)))
				.returning({ name: apiTokens.name });
			if (revoked[0]) {
				const details = { name: revoked[0].name };
				await appendAudit(tx, { action: 'token.revoke', target: `token:${id}`, details });
				return { id };
			}
			const known = await tx.db
				.select({ id: apiTokens.id })
				.from(apiTokens)
				.where(eq(apiTokens.id, id));
			if (known.length === 0) throw new Failure('not_found', 'There is no such token.');
			return { id };
		}),
);
