import { z } from 'zod';
import { instantSchema } from '#lib/domain/contest/rules.ts';
import { Failure } from '#lib/domain/failure.ts';
import { SCOPES } from '#lib/domain/people/permissions.ts';
import { textSchema } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { apiTokens } from '../db/schema/auth.ts';
import { newToken, tokenHash } from './token-text.ts';

export const createTokenSchema = z.strictObject({
	name: textSchema(100),
	scopes: z
		.array(z.enum(SCOPES))
		.min(1, 'at least one scope')
		.transform((scopes) => [...new Set(scopes)]),
	/** Valid until then; without it until it is revoked. */
	expiresAt: instantSchema.optional(),
});

/** Makes a token. The answer is the only time that it can be read: only its SHA-256 is stored. Throws Failure `invalid`. */
export const createToken = guarded('createToken', 'tokens.write', createTokenSchema, (ctx, input) =>
	withTransaction(ctx, async (tx) => {
		const { name, scopes, expiresAt } = input;
		if (expiresAt && expiresAt <= tx.now)
			throw new Failure('invalid', 'The token would be over already.', {
				errors: [{ path: 'expiresAt', message: 'must lie ahead' }],
			});
		const token = newToken();
		const [row] = await tx.db
			.insert(apiTokens)
			.values({
				name,
				tokenHash: tokenHash(token),
				scopes,
				createdBy: tx.actor.kind === 'person' ? tx.actor.id : null,
				createdAt: tx.now,
				expiresAt: expiresAt ?? null,
			})
			.returning({ id: apiTokens.id });
		const { id } = row!;
		const details = { name, scopes, expiresAt };
		await appendAudit(tx, { action: 'token.create', target: `token:${id}`, details });
		return { id, token };
	}),
);
