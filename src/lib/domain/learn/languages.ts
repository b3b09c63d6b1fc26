/** The languages that lessons ship in and guidelines are written in, English first: it is never missing. */
export const LANGUAGES = ['en', 'sv', 'it'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What speakers call their language. */
export const LANGUAGE_NAMES = {
	en: 'English',
	sv: 'Svenska',
	it: 'Italiano',
} as const satisfies Record<Language, string>;

const isLanguage = (text: string): text is Language => LANGUAGES.includes(text as Language);

/**
 * The language to read in: the one that was chosen (a parameter of the address), or else the first of ours in the
 * browser's own order (RFC 9110's Accept-Language; a quality of 0 refuses), or else English.
 */
export function languageOf(chosen: string | null, accepted: string | null): Language {
	if (chosen !== null && isLanguage(chosen)) return chosen;
	const wishes = (accepted ?? '')
		.slice(0, 500)
		.split(',')
		.flatMap((part, order) => {
			const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
			const given = parameters.map((one) => one.trim()).find((one) => one.startsWith('q='));
			const quality = given === undefined ? 1 : Number(given.slice(2));
			const language = tag.split('-')[0]!;
			return isLanguage(language) && quality > 0 ? [{ language, quality, order }] : [];
		});
	wishes.sort((a, b) => b.quality - a.quality || a.order - b.order);
	return wishes[0]?.language ?? 'en';
}
