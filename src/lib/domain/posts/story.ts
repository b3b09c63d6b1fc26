import { z } from 'zod';
import { instantSchema } from '../contest/rules.ts';
import { externalIdSchema, isStorable, textSchema } from '../text.ts';
import { imageAddressSchema, webAddressSchema } from './address.ts';
import { hashtagsSchema } from './hashtags.ts';
import { withoutHiddenSigns } from './hidden-signs.ts';
import { languageSchema } from './language-tag.ts';

export const MAX_TITLE = 300;
export const MAX_SUMMARY = 2000;
export const MAX_COPY = 5000;
export const MAX_GUIDE = 2000;
export const MAX_ALT = 300;

/** Text from outside without the signs that nobody sees, 1 to `max` UTF-16 units. */
export const shownTextSchema = (max: number) =>
	z
		.string()
		// Before looking sign by sign: the cleaned text is never longer.
		.max(max * 2 + 1000)
		.refine(isStorable, 'not well-formed text')
		.transform((text) => withoutHiddenSigns(text).text)
		.pipe(textSchema(max));

/** What a picture shows, for those who cannot see it; empty for a decoration. */
export const altTextSchema = z
	.string()
	.max(MAX_ALT * 2 + 1000)
	.refine(isStorable, 'not well-formed text')
	.transform((text) => withoutHiddenSigns(text).text.trim())
	.pipe(z.string().max(MAX_ALT));

/** A suggested text: on one network, in one language or (without one) for every reader. */
export const copySchema = z.strictObject({
	network: textSchema(40).toLowerCase(),
	language: z.union([z.literal(''), languageSchema]).default(''),
	text: shownTextSchema(MAX_COPY),
});
export type Copy = z.output<typeof copySchema>;

const copiesSchema = z
	.array(copySchema)
	.max(200)
	.refine(
		(list) =>
			new Set(list.map(({ network, language }) => `${network} ${language}`)).size === list.length,
		{ message: 'each network once in a language' },
	);

const names = (max: number) => z.array(textSchema(200)).max(max);

/** What a story may say beside its title, address and category; all optional. */
const rest = {
	summary: shownTextSchema(MAX_SUMMARY).nullish(),
	/** The teams and offices that it is meant for; none: everybody. */
	teams: names(200).default([]),
	offices: names(200).default([]),
	/** What it is about; topics are made as they are named. */
	topics: names(20).default([]),
	copy: copiesSchema.default([]),
	hashtags: hashtagsSchema.default([]),
	/** The language of the story itself. */
	language: languageSchema.nullish(),
	/** What to say, and what not to say. */
	say: shownTextSchema(MAX_GUIDE).nullish(),
	avoid: shownTextSchema(MAX_GUIDE).nullish(),
	/** From when it is no longer offered for sharing; links go on working. */
	expiresAt: instantSchema.nullish(),
	/** One of our own pictures, by its id. */
	picture: z.uuid().nullish(),
};

/** A story as it comes in whole: through the API, from the demo, from a suggestion. */
export const newStorySchema = z.strictObject({
	externalId: externalIdSchema.optional(),
	title: shownTextSchema(MAX_TITLE),
	url: webAddressSchema,
	category: textSchema(100),
	...rest,
	imageUrl: imageAddressSchema.nullish(),
	/** When it appears; now unless given. */
	publishedAt: instantSchema.optional(),
	/** A draft is not offered to anybody until an owner publishes it. */
	state: z.enum(['draft', 'published']).default('published'),
	/** Who suggested it, by external id. */
	proposedBy: externalIdSchema.nullish(),
});

/** A story as the editor saves it. A draft may lack its title and its address. */
export const editedStorySchema = z.strictObject({
	title: z.union([z.literal(''), shownTextSchema(MAX_TITLE)]),
	url: z.union([z.literal(''), webAddressSchema]),
	category: textSchema(100),
	...rest,
	/** What its picture shows; not given: as it was. */
	pictureAlt: altTextSchema.optional(),
	/** From when it is offered; null in a draft: no time was chosen. */
	publishedAt: instantSchema.nullish(),
});
export type EditedStory = z.output<typeof editedStorySchema>;

/** What a story lacks for being anything but a draft, by field; empty when nothing. */
export function lacking(
	story: Pick<EditedStory, 'title' | 'url' | 'publishedAt' | 'expiresAt'>,
	now: Date,
): { path: string; message: string }[] {
	const from = story.publishedAt ?? now;
	return [
		...(story.title === '' ? [{ path: 'title', message: 'is missing' }] : []),
		...(story.url === '' ? [{ path: 'url', message: 'is missing' }] : []),
		...(story.expiresAt && story.expiresAt <= from
			? [{ path: 'expiresAt', message: 'must be after its publication' }]
			: []),
	];
}
