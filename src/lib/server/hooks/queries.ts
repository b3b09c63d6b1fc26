import { asc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { guarded } from '../context.ts';
import { hookMessages, hookSources } from '../db/schema/hooks.ts';

/** The sources of webhooks, by name, without their secrets: when each was made, ended, and last heard of (RFC 3339). */
export const listHookSources = guarded(
	'listHookSources',
	'hooks.write',
	z.strictObject({}),
	async (ctx) => {
		const rows = await ctx.db
			.select({
				name: hookSources.name,
				createdAt: hookSources.createdAt,
				endedAt: hookSources.endedAt,
				messages: sql<number>`count(${hookMessages.messageId})::int`,
				last: sql<string | null>`max(${hookMessages.createdAt})`,
			})
			.from(hookSources)
			.leftJoin(hookMessages, eq(hookMessages.sourceId, hookSources.id))
			.groupBy(hookSources.id)
			.orderBy(asc(hookSources.name));
		return rows.map(({ name, createdAt, endedAt, messages, last }) => ({
			name,
			createdAt: createdAt.toISOString(),
			endedAt: endedAt?.toISOString() ?? null,
			messages,
			lastMessageAt: last === null ? null : new Date(last).toISOString(),
		}));
	},
);
