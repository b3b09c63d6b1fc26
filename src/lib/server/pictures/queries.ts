import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { guarded } from '../context.ts';
import { pictures } from '../db/schema/pictures.ts';

/** A picture's bytes and their type. Everybody who knows its id may see it: a prize is shown to all. Throws Failure `not_found`. */
export const readPicture = guarded(
	'readPicture',
	'pictures.read',
	z.strictObject({ id: z.string().max(100) }),
	async (ctx, { id }): Promise<{ type: string; bytes: Buffer }> => {
		const [picture] = z.uuid().safeParse(id).success
			? await ctx.db
					.select({ type: pictures.type, bytes: pictures.bytes })
					.from(pictures)
					.where(eq(pictures.id, id))
			: [];
		if (picture) return picture;
		throw new Failure('not_found', 'There is no such picture.');
	},
);
