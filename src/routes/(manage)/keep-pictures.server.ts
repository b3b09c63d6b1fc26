import { Failure } from '#lib/domain/failure.ts';
import type { Ctx } from '#lib/server/context.ts';
import { uploadPicture } from '#lib/server/pictures/upload.ts';

const FILE = '.file';
const REMOVE = '.remove';

/** A picture that was not kept: of which field, and the reason of its Failure (picture-problem.ts has the sentence). */
export type RefusedPicture = { path: string; reason: string };

/**
 * Keeps the pictures that a form sent as files, as it does without a script: the file of `X.file` becomes the id under `X`,
 * and `X.remove` empties it. Changes `sent`, and gives what was refused, whose field stays as it was. `upload` is the verb that
 * keeps one. Throws Failure `not_allowed` for whoever may not upload.
 */
export async function keepPictures(
	ctx: Ctx,
	sent: FormData,
	upload: typeof uploadPicture = uploadPicture,
): Promise<RefusedPicture[]> {
	const refused: RefusedPicture[] = [];
	for (const [name, value] of [...sent]) {
		if (name.endsWith(REMOVE)) sent.set(name.slice(0, -REMOVE.length), '');
		if (!name.endsWith(FILE) || !(value instanceof File) || value.size === 0) continue;
		const path = name.slice(0, -FILE.length);
		try {
			const bytes = new Uint8Array(await value.arrayBuffer());
			const { id } = await upload({ ctx, input: { bytes, alt: '' } });
			sent.set(path, id);
		} catch (thrown) {
			const unfit =
				thrown instanceof Failure && (thrown.code === 'invalid' || thrown.code === 'too_large');
			if (!unfit) throw thrown;
			refused.push({ path, reason: thrown.reason ?? thrown.code });
		}
	}
	return refused;
}
