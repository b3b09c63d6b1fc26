import { desc } from 'drizzle-orm';
import { z } from 'zod';
import { guarded } from '../context.ts';
import { apiTokens } from '../db/schema/auth.ts';

export type TokenView = {
	id: string;
	name: string;
	scopes: string[];
	state: 'active' | 'expired' | 'revoked';
	createdAt: string;
	expiresAt: string | null;
	lastUsedAt: string | null;
};

/** Every token, newest first, with what it may and when it was used; never the token itself, which nobody has. */
export const listTokens = guarded(
	'listTokens',
	'tokens.write',
	z.strictObject({}),
	async (ctx): Promise<TokenView[]> => {
		const rows = await ctx.db
			.select()
			.from(apiTokens)
			.orderBy(desc(apiTokens.createdAt), desc(apiTokens.id));
		return rows.map((row) => ({
			id: row.id,
			name: row.name,
			scopes: row.scopes,
			state: row.revokedAt
				? 'revoked'
				: row.expiresAt && row.expiresAt <= ctx.now
					? 'expired'
					: 'active',
			createdAt: row.createdAt.toISOString(),
			expiresAt: row.expiresAt?.toISOString() ?? null,
			lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
		}));
	},
);
