import { newStorySchema } from '#lib/domain/posts/story.ts';
import { Failure } from '#lib/domain/failure.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { posts } from '../db/schema/posts.ts';
import { personIdOf } from '../people/find.ts';
import { categoryIdOf, requirePicture, writeParts } from './parts.ts';

/**
 * Adds a story worth sharing; its category and topics are made as named. Throws Failure `invalid` with paths (an
 * address that is not http(s) or carries credentials, an unknown team, office or picture), `not_found` when nobody is known by
 * `proposedBy`, and `conflict` when the external id is taken.
 */
export const createPost = guarded('createPost', 'posts.write', newStorySchema, (ctx, input) =>
	withTransaction(ctx, async (tx) => {
		await requirePicture(tx, input.picture);
		const [row] = await tx.db
			.insert(posts)
			.values({
				externalId: input.externalId,
				state: input.state,
				title: input.title,
				url: input.url,
				categoryId: await categoryIdOf(tx, input.category),
				summary: input.summary ?? null,
				imageUrl: input.picture ? `/pictures/${input.picture}` : (input.imageUrl ?? null),
				pictureId: input.picture ?? null,
				language: input.language ?? null,
				hashtags: input.hashtags,
				say: input.say ?? null,
				avoid: input.avoid ?? null,
				publishedAt: input.publishedAt ?? (input.state === 'draft' ? null : tx.now),
				expiresAt: input.expiresAt ?? null,
				proposedBy: input.proposedBy ? await personIdOf(tx, input.proposedBy, 'proposedBy') : null,
				createdAt: tx.now,
				updatedAt: tx.now,
				createdBy: tx.actor.kind === 'person' ? tx.actor.id : null,
			})
			.onConflictDoNothing({ target: posts.externalId })
			.returning({ id: posts.id });
		if (!row)
			throw new Failure('conflict', 'There is a post with this external id already.', {
				errors: [{ path: 'externalId', message: 'is taken' }],
			});
		const { id } = row;
		await writeParts(tx, id, input);
		await appendAudit(tx, {
			action: 'post.create',
			target: `post:${id}`,
			details: {
				title: input.title,
				url: input.url,
				...(input.state === 'draft' ? { state: input.state } : {}),
			},
		});
		return { id };
	}),
);
