import { z } from 'zod';
import { isStorable } from '../text.ts';

/** Characters that make a text read otherwise than it is: bidirectional controls, zero-width spaces, other controls. */
const HIDDEN =
	/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

/** Whether a text says nothing that the eye does not see. A zero-width joiner holds emoji together and is fine. */
export function isPlain(text: string): boolean {
	return !HIDDEN.test(text);
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
