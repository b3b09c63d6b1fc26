import { shownPicture } from './shown-picture.ts';
import type { Reader } from './reader.ts';

/** Left out without a picture, also when it has been deleted since. */
export const picture: Reader<'picture'> = async ({ ctx }, { picture: id, title }) => {
	const shown = await shownPicture(ctx, id);
	return shown ? { picture: shown, title } : null;
};
