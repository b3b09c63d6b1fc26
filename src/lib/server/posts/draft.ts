import { asc } from 'drizzle-orm';
import { z } from 'zod';
import { webAddressSchema } from '#lib/domain/posts/address.ts';
import { guarded, withTransaction } from '../context.ts';
import { categories, posts } from '../db/schema/posts.ts';
import { categoryIdOf } from './parts.ts';

/** Begins a draft, empty but for an address if one is given; it comes into the first category. Gives its id. */
export const startStory = guarded(
	'startStory',
	'posts.write',
	z.strictObject({ url: z.union([z.literal(''), webAddressSchema]).default('') }),
	(ctx, { url }): Promise<{ id: string }> =>
		withTransaction(ctx, async (tx) => {
			const [first] = await tx.db
				.select({ name: categories.name })
				.from(categories)
				.orderBy(asc(categories.position), asc(categories.name))
				.limit(1);
			const [row] = await tx.db
				.insert(posts)
				.values({
					...{ state: 'draft', title: '', url },
					categoryId: await categoryIdOf(tx, first?.name ?? 'Company'),
					publishedAt: null,
					createdAt: tx.now,
					updatedAt: tx.now,
					createdBy: tx.actor.kind === 'person' ? tx.actor.id : null,
				})
				.returning({ id: posts.id });
			return { id: row!.id };
		}),
);
