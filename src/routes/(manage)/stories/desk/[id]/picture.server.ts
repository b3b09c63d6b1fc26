import type { StoryForm } from '#lib/domain/posts/editor-form.ts';
import type { Ctx } from '#lib/server/context.ts';
import { uploadPicture } from '#lib/server/pictures/upload.ts';

/**
 * The form with the picture that was sent with it as a file, which is kept; without its picture where that is to be removed.
 * With a script the file has gone before, and only its id comes. Throws what uploadPicture throws.
 */
export async function withPicture(ctx: Ctx, sent: FormData, kept: StoryForm): Promise<StoryForm> {
	const file = sent.get('picture.file');
	if (file instanceof File && file.size > 0) {
		const bytes = new Uint8Array(await file.arrayBuffer());
		const { id } = await uploadPicture({ ctx, input: { bytes, alt: '' } });
		return { ...kept, picture: id };
	}
	return sent.has('picture.remove') ? { ...kept, picture: '' } : kept;
}
