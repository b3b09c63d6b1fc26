import { z } from 'zod';
import { altTextSchema } from '#lib/domain/posts/story.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { pictures } from '../db/schema/pictures.ts';
import { encodePicture } from './encode.ts';

/** Keeps a picture, re-encoded (encode.ts), for a prize to name by its id. Throws Failure `too_large` and `invalid`. */
export const uploadPicture = guarded(
	'uploadPicture',
	'pictures.write',
	z.strictObject({
		bytes: z.instanceof(Uint8Array),
		/** What it shows, for those who cannot see it. */
		alt: altTextSchema.default(''),
	}),
	async (ctx, { bytes, alt }): Promise<{ id: string; width: number; height: number }> => {
		const picture = await encodePicture(bytes);
		return withTransaction(ctx, async (tx) => {
			const [row] = await tx.db
				.insert(pictures)
				.values({
					...picture,
					alt,
					createdBy: tx.actor.kind === 'person' ? tx.actor.id : null,
					createdAt: tx.now,
				})
				.returning({ id: pictures.id });
			const id = row!.id;
			const { width, height } = picture;
			const size = picture.bytes.byteLength;
			await appendAudit(tx, {
				action: 'picture.upload',
				target: `picture:${id}`,
				details: { width, height, bytes: size },
			});
			return { id, width, height };
		});
	},
);
