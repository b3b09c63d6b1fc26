import { z } from 'zod';
import { withoutHiddenSigns } from '../posts/hidden-signs.ts';
import { isStorable } from '../text.ts';

/** Whether a text says nothing that the eye does not see: it is refused, since its writer is there to mend it. */
export function isPlain(text: string): boolean {
	return withoutHiddenSigns(text).removed === 0;
}

/** A text from a form, 1 to `max` UTF-16 units after trimming, line ends as \n, with nothing hidden in it. */
export const plainTextSchema = (max: number) =>
	z
		.string()
		.max(4 * max + 100, 'is too long')
		.refine(isStorable, 'not well-formed text')
		.transform((text) => text.replace(/\r\n?/g, '\n').trim())
		.pipe(
			z
				.string()
				.min(1, 'must not be empty')
				.max(max, 'is too long')
				.refine(isPlain, 'holds hidden characters'),
		);

/** The same, where it may also be left out: then it is null. */
export const optionalTextSchema = (max: number) =>
	z
		.string()
		.nullish()
		.transform((text) => (text?.trim() ? text : null))
		.pipe(z.union([z.null(), plainTextSchema(max)]));
