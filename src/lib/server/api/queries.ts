import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { guarded } from '../context.ts';
import { apiTokens } from '../db/schema/auth.ts';
import { people } from '../db/schema/people.ts';

export type TokenView = {
	id: string;
	name: string;
	scopes: string[];
	/** The name of whoever made it; null for the command line. */
	createdBy: string | null;
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
			.select({ token: apiTokens, createdBy: people.name })
			.from(apiTokens)
			.leftJoin(people, eq(people.id, apiTokens.createdBy))
			.orderBy(desc(apiTokens.createdAt), desc(apiTokens.id));
		return rows.map(({ token: row, createdBy }) => ({
			id: row.id,
			name: row.name,
			scopes: row.scopes,
			createdBy,
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
