import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { guarded } from '../context.ts';
import { pictures } from '../db/schema/pictures.ts';
import { asJpeg } from './encode.ts';

/** The JPEGs asked for last: a story that spreads is fetched by every network's crawlers. 100 kB each. */
const jpegs = new Map<string, Promise<Buffer>>();
const REMEMBERED_JPEGS = 24;

function jpegOf(id: string, bytes: Buffer): Promise<Buffer> {
	const made = jpegs.get(id) ?? asJpeg(bytes);
	jpegs.delete(id);
	jpegs.set(id, made);
	made.catch(() => jpegs.delete(id));
	for (const oldest of jpegs.keys()) {
		if (jpegs.size <= REMEMBERED_JPEGS) break;
		jpegs.delete(oldest);
	}
	return made;
}

/**
 * A picture's bytes and their type, as it is kept or, for link previews, as a JPEG. Everybody who knows its id may see it: a
 * prize is shown to all. Throws Failure `not_found`.
 */
export const readPicture = guarded(
	'readPicture',
	'pictures.read',
	z.strictObject({ id: z.string().max(100), jpeg: z.boolean().default(false) }),
	async (ctx, { id, jpeg }): Promise<{ type: string; bytes: Buffer }> => {
		const [picture] = z.uuid().safeParse(id).success
			? await ctx.db
					.select({ type: pictures.type, bytes: pictures.bytes })
					.from(pictures)
					.where(eq(pictures.id, id))
			: [];
		if (picture && jpeg)
			return { type: 'image/jpeg', bytes: await jpegOf(id.toLowerCase(), picture.bytes) };
		if (picture) return picture;
		throw new Failure('not_found', 'There is no such picture.');
	},
);

/** A picture's id with what it shows in words; null when there is none (any more). */
export const describedPicture = guarded(
	'describedPicture',
	'pictures.read',
	z.strictObject({ id: z.uuid() }),
	async (ctx, { id }): Promise<{ id: string; alt: string } | null> => {
		const [picture] = await ctx.db
			.select({ id: pictures.id, alt: pictures.alt })
			.from(pictures)
			.where(eq(pictures.id, id));
		return picture ?? null;
	},
);
