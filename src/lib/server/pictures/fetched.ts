import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { guarded } from '../context.ts';
import { pictures } from '../db/schema/pictures.ts';
import type { EncodedPicture } from './encode.ts';

/** Keeps a picture that the portal fetched by itself, re-encoded (encode.ts). Gives its id. */
export const keepFetchedPicture = guarded(
	'keepFetchedPicture',
	'system.run',
	z.strictObject({ picture: z.custom<EncodedPicture>() }),
	async (ctx, { picture }): Promise<string> => {
		const [row] = await ctx.db
			.insert(pictures)
			.values({ ...picture, createdAt: ctx.now })
			.returning({ id: pictures.id });
		return row!.id;
	},
);

/** Deletes a picture that the portal fetched by itself, once nothing shows it. */
export const deleteFetchedPicture = guarded(
	'deleteFetchedPicture',
	'system.run',
	z.strictObject({ id: z.uuid() }),
	async (ctx, { id }): Promise<void> => {
		await ctx.db.delete(pictures).where(eq(pictures.id, id));
	},
);
