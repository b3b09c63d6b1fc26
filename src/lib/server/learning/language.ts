import type { RequestEvent } from '@sveltejs/kit';
import { languageOf, type Language } from '#lib/domain/learn/languages.ts';

/** The language that a learner reads in: of the address, or else the browser's. */
export function languageFor({ url, request }: Pick<RequestEvent, 'url' | 'request'>): Language {
	return languageOf(url.searchParams.get('lang'), request.headers.get('accept-language'));
}
