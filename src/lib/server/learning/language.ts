import { languageOf, type Language } from '#lib/domain/learn/languages.ts';

/** The language that a learner reads in: of the address, or else the browser's. */
export function languageFor({ url, request }: { url: URL; request: Request }): Language {
	return languageOf(url.searchParams.get('lang'), request.headers.get('accept-language'));
}
