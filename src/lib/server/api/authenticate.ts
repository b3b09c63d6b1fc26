import { and, eq, isNull } from 'drizzle-orm';
import { Failure } from '#lib/domain/failure.ts';
import type { Actor, Scope } from '#lib/domain/people/permissions.ts';
import type { Ctx } from '../context.ts';
import { apiTokens } from '../db/schema/auth.ts';
import { bearerToken, tokenHash } from './token-text.ts';

/** `lastUsedAt` is for people who clean up: once a minute is often enough, and spares a write per request. */
const TOUCH_MS = 60_000;

/**
 * Who asks, by the Authorization header alone: a cookie counts for nothing here, so that no other site's page can make
 * a browser call the API. Throws Failure `not_signed_in`, reason `no_token` or `bad_token`: unknown, expired and
 * revoked look the same. The look-up is by hash, so comparing takes no time that tells anything.
 */
export async function authenticate(ctx: Ctx, header: string | null): Promise<Actor> {
	if (header === null)
		throw new Failure('not_signed_in', 'Send a token: Authorization: Bearer …', {
			reason: 'no_token',
		});
	const bad = () => {
		ctx.log.warn('somebody came to the API with a token that is good for nothing');
		return new Failure('not_signed_in', 'This token is not valid.', { reason: 'bad_token' });
	};
	const token = bearerToken(header);
	if (!token) throw bad();
	const [row] = await ctx.db
		.select({
			id: apiTokens.id,
			name: apiTokens.name,
			scopes: apiTokens.scopes,
			expiresAt: apiTokens.expiresAt,
			lastUsedAt: apiTokens.lastUsedAt,
		})
		.from(apiTokens)
		.where(and(eq(apiTokens.tokenHash, tokenHash(token)), isNull(apiTokens.revokedAt)))
		.limit(1);
	if (!row || (row.expiresAt && row.expiresAt <= ctx.now)) throw bad();
	if (!row.lastUsedAt || ctx.now.getTime() - row.lastUsedAt.getTime() > TOUCH_MS)
		await ctx.db.update(apiTokens).set({ lastUsedAt: ctx.now }).where(eq(apiTokens.id, row.id));
	return { kind: 'token', id: row.id, name: row.name, scopes: row.scopes as Scope[] };
}
