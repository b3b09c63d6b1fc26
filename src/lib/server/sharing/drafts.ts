import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { NETWORK_KEYS } from '#lib/domain/networks/networks.ts';
import { LONGEST_TEXT } from '#lib/domain/sharing/compose.ts';
import { isStorable } from '#lib/domain/text.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { shareDrafts } from '../db/schema/sharing.ts';
import { storyForSharing } from '../posts/for-sharing.ts';
import { sharerOf } from './sharer.ts';

export const draftText = z.string().max(LONGEST_TEXT, 'is too long').refine(isStorable);
export const networkKey = z.enum(NETWORK_KEYS);

/** Keeps a text for its writer; an empty one is forgotten. Within the caller's transaction. */
export async function keepDraft(
	tx: Ctx,
	draft: { personId: string; postId: string; network: string; text: string },
): Promise<void> {
	const { personId, postId, network, text } = draft;
	const same = and(
		eq(shareDrafts.personId, personId),
		eq(shareDrafts.postId, postId),
		eq(shareDrafts.network, network),
	);
	if (text.trim() === '') {
		await tx.db.delete(shareDrafts).where(same);
		return;
	}
	await tx.db
		.insert(shareDrafts)
		.values({ personId, postId, network, text, updatedAt: tx.now })
		.onConflictDoUpdate({
			target: [shareDrafts.personId, shareDrafts.postId, shareDrafts.network],
			set: { text, updatedAt: tx.now },
		});
}

/** Saves what a person is writing about a story, per network; nobody else reads it. Throws Failure `not_found`. */
export const saveShareDrafts = guarded(
	'saveShareDrafts',
	'sharing.own',
	z.strictObject({
		post: z.uuid(),
		texts: z.array(z.strictObject({ network: networkKey, text: draftText })).max(20),
	}),
	(ctx, { post, texts }): Promise<{ saved: number }> =>
		withTransaction(ctx, async (tx) => {
			const personId = sharerOf(tx);
			await storyForSharing({ ctx: tx, input: { id: post } });
			for (const { network, text } of texts)
				await keepDraft(tx, { personId, postId: post, network, text });
			return { saved: texts.length };
		}),
);

/** Throws away one's own drafts about a story. Gives how many went. */
export const discardShareDrafts = guarded(
	'discardShareDrafts',
	'sharing.own',
	z.strictObject({ post: z.uuid() }),
	async (ctx, { post }): Promise<{ discarded: number }> => {
		const gone = await ctx.db
			.delete(shareDrafts)
			.where(and(eq(shareDrafts.personId, sharerOf(ctx)), eq(shareDrafts.postId, post)))
			.returning({ id: shareDrafts.id });
		return { discarded: gone.length };
	},
);
