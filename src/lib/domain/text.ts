import { z } from 'zod';

/** What Postgres can keep as text and as jsonb: no NUL and no lone surrogate. */
export function isStorable(text: string): boolean {
	return !text.includes('\0') && text.isWellFormed();
}

/** The text as Postgres can keep it: U+FFFD stands for NUL and for half a pair. For showing, never for telling ids apart. */
export const storable = (text: string): string => text.replaceAll('\0', '\uFFFD').toWellFormed();

/** One line or more of text from outside, 1 to `max` UTF-16 units after trimming. */
export const textSchema = (max: number) =>
	z.string().refine(isStorable, 'not well-formed text').trim().min(1, 'must not be empty').max(max);

/** An id of another system, kept exactly as sent: no trimming, because ids compare as plain text. */
export const externalIdSchema = z
	.string()
	.min(1, 'must not be empty')
	.max(200)
	.refine(isStorable, 'not well-formed text');

/** Whether a JSON value, however deep, holds only text that can be stored. */
export function isStorableJson(value: unknown): boolean {
	// JSON.stringify writes NUL as \u0000 and a lone surrogate as \udXXX; a backslash of the text itself is doubled.
	return !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(JSON.stringify(value) ?? '');
}

/** A public name for an address, made from a person's wording: lower-case ASCII words joined by hyphens, at most 80 characters; may be empty. */
export function slugOf(name: string): string {
	return name
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[\u0300-\u036f'’]/g, '')
		.replace(/ø/g, 'o')
		.replace(/ß/g, 'ss')
		.replace(/æ/g, 'ae')
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, 80)
		.replace(/^-+|-+$/g, '');
}
