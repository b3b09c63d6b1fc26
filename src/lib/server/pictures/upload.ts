import { z } from 'zod';
import { altTextSchema } from '#lib/domain/posts/story.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { pictures } from '../db/schema/pictures.ts';
import { encodePicture } from './encode.ts';

export const pictureUpload = z.strictObject({
	bytes: z.instanceof(Uint8Array),
	/** What it shows, for those who cannot see it. */
	alt: altTextSchema.default(''),
});

export type KeptPicture = { id: string; width: number; height: number };

/**
 * Keeps a picture, re-encoded (encode.ts), for something to name by its id; for a verb that has authorised already. Throws
 * Failure `too_large` and `invalid`.
 */
export async function keepPicture(
	ctx: Ctx,
	{ bytes, alt }: z.output<typeof pictureUpload>,
): Promise<KeptPicture> {
	const picture = await encodePicture(bytes);
	return withTransaction(ctx, async (tx) => {
		const createdBy = tx.actor.kind === 'person' ? tx.actor.id : null;
		const [row] = await tx.db
			.insert(pictures)
			.values({ ...picture, alt, createdBy, createdAt: tx.now })
			.returning({ id: pictures.id });
		const id = row!.id;
		const { width, height } = picture;
		await appendAudit(tx, {
			action: 'picture.upload',
			target: `picture:${id}`,
			details: { width, height, bytes: picture.bytes.byteLength },
		});
		return { id, width, height };
	});
}

/** Keeps a picture of an owner for a prize or a story. Throws Failure `too_large` and `invalid`. */
export const uploadPicture = guarded('uploadPicture', 'pictures.write', pictureUpload, keepPicture);
