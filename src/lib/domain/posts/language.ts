/** The languages that an owner is offered first, beside those that stories have already. */
export const USUAL_LANGUAGES = [
	...['en', 'sv', 'it', 'da', 'de', 'es', 'fi', 'fr', 'hi', 'nb', 'nl', 'pl', 'pt'],
] as const;

/** A language's name in the reader's own (`locale`, BCP 47); the tag where it has none. */
export function languageName(tag: string, locale: string): string {
	const names = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' });
	return names.of(tag) ?? tag;
}

/**
 * The text for a reader of `language` among texts per language: the same tag, else the same language of another region,
 * else the one for every reader (an empty tag), else the first. Undefined only for an empty list.
 */
export function forReader<T extends { language: string }>(
	texts: readonly T[],
	language: string | null,
): T | undefined {
	const primary = (tag: string) => tag.split('-')[0];
	return (
		texts.find((text) => text.language !== '' && text.language === language) ??
		texts.find(
			(text) =>
				language !== null && text.language !== '' && primary(text.language) === primary(language),
		) ??
		texts.find((text) => text.language === '') ??
		texts[0]
	);
}
