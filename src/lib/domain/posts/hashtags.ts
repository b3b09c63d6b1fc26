import { z } from 'zod';

/** More than a handful reads as noise everywhere; the limit is there against what is sent by mistake. */
export const MAX_HASHTAGS = 30;

/** A hashtag as the networks read one: letters, digits and underscores of any script, not digits alone; with or without its #. */
export const hashtagSchema = z
	.string()
	.trim()
	.max(101)
	.transform((text) => text.replace(/^[#＃]/, '').normalize('NFC'))
	.pipe(
		z
			.string()
			.max(100)
			.regex(/^(?=.*\p{L})[\p{L}\p{M}\p{N}_]+$/u, 'letters, digits and underscores only'),
	);

/** Hashtags in order, each once whatever its case. */
export const hashtagsSchema = z
	.array(hashtagSchema)
	.max(MAX_HASHTAGS)
	.transform((tags) => {
		const seen = new Set<string>();
		return tags.filter((tag) => {
			const key = tag.toLowerCase();
			return !seen.has(key) && seen.add(key);
		});
	});
