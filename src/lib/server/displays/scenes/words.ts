import { shownPicture } from './shown-picture.ts';
import type { Reader } from './reader.ts';

/** Left out while there is nothing to say. */
export const words: Reader<'words'> = async ({ ctx }, { title, text, picture }) =>
	title || text ? { title, text, picture: await shownPicture(ctx, picture) } : null;
