import { z } from 'zod';

/** A language as BCP 47 writes it, in its canonical form: "sv", "pt-BR". */
export const languageSchema = z
	.string()
	.trim()
	.max(35)
	.transform((text, context) => {
		try {
			const [tag] = Intl.getCanonicalLocales(text);
			if (tag !== undefined) return tag;
		} catch {
			// What is no tag is refused like what is empty.
		}
		context.addIssue({ code: 'custom', message: 'not a language tag such as "sv" or "pt-BR"' });
		return z.NEVER;
	});
