import { and, eq, ne } from 'drizzle-orm';
import { z } from 'zod';
import { altTextSchema } from '#lib/domain/posts/story.ts';
import { guarded } from '../context.ts';
import { pictures } from '../db/schema/pictures.ts';

/** Says what a picture shows, for those who cannot see it; an empty text makes it a decoration. Nothing for an id that is none. */
export const describePicture = guarded(
	'describePicture',
	'pictures.write',
	z.strictObject({ id: z.uuid(), alt: altTextSchema }),
	async (ctx, { id, alt }): Promise<void> => {
		await ctx.db
			.update(pictures)
			.set({ alt })
			.where(and(eq(pictures.id, id), ne(pictures.alt, alt)));
	},
);
