import { and, eq, ne } from 'drizzle-orm';
import { z } from 'zod';
import { altTextSchema } from '#lib/domain/posts/story.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { pictures } from '../db/schema/pictures.ts';

/** Says what a picture shows, for those who cannot see it; an empty text makes it a decoration. Nothing for an id that is none. */
export const describePicture = guarded(
	'describePicture',
	'pictures.write',
	z.strictObject({ id: z.uuid(), alt: altTextSchema }),
	(ctx, { id, alt }): Promise<void> =>
		withTransaction(ctx, async (tx) => {
			const changed = await tx.db
				.update(pictures)
				.set({ alt })
				.where(and(eq(pictures.id, id), ne(pictures.alt, alt)))
				.returning({ id: pictures.id });
			if (changed.length === 0) return;
			await appendAudit(tx, {
				action: 'picture.describe',
				target: `picture:${id}`,
				details: { alt },
			});
		}),
);
