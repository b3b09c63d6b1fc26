import { z } from 'zod';
import { optionalTextSchema, plainTextSchema } from './plain.ts';
import type { Language } from './languages.ts';
import type { Change } from './words-changed.ts';

/** A version's text by language; English is always there. */
export type GuidelineTexts = { en: string; sv: string | null; it: string | null };

export const MOST_GUIDELINES = 20_000;

export const guidelineTextsSchema = z.strictObject({
	en: plainTextSchema(MOST_GUIDELINES),
	sv: optionalTextSchema(MOST_GUIDELINES),
	it: optionalTextSchema(MOST_GUIDELINES),
}) satisfies z.ZodType<GuidelineTexts>;

/** A version as its reader has it; instants are RFC 3339 in UTC. */
export type GuidelinesView = {
	version: number;
	note: string;
	publishedAt: string;
	text: string;
	/** Of the text: English where the wished one is not written. */
	language: Language;
	acceptedAt: string | null;
	/** The version accepted last and what this one changes of it, word by word; null for who never accepted one. */
	since: { version: number; changes: Change[] } | null;
};

/** The text in this language, or in English where there is none. */
export function textIn(
	texts: GuidelineTexts,
	language: Language,
): { text: string; language: Language } {
	const text = texts[language];
	return text === null ? { text: texts.en, language: 'en' } : { text, language };
}
