import { Parser } from 'htmlparser2';
import { textOfHtml, tidy } from '../feeds/markup.ts';
import { webAddressSchema } from './address.ts';
import { languageSchema } from './language-tag.ts';

/** What a page says about itself for those who link to it. */
export type PageFacts = {
	title: string;
	summary: string;
	/** Where its picture is. */
	imageUrl: string | null;
	/** Its own address for itself, without tracking; null where it names none on its own host. */
	canonicalUrl: string | null;
	language: string | null;
};

/** Names in the order in which they count: OpenGraph (https://ogp.me), then X's cards, then HTML's own. */
const TITLES = ['og:title', 'twitter:title'];
const SUMMARIES = ['og:description', 'twitter:description', 'description'];
const IMAGES = [
	'og:image:secure_url',
	'og:image:url',
	'og:image',
	'twitter:image',
	'twitter:image:src',
];

/** Reads title, summary, picture, address and language from a page that came from `base`. Nothing of the page is run or asked for. */
export function readOpenGraph(html: string, base: string): PageFacts {
	const named = new Map<string, string>();
	let title = '';
	let inTitle = false;
	let canonical = '';
	let lang = '';
	const parser = new Parser({
		onopentag(name, attributes) {
			if (name === 'html') lang ||= attributes.lang ?? '';
			else if (name === 'title') inTitle = title === '';
			else if (name === 'link' && attributes.rel?.toLowerCase() === 'canonical')
				canonical ||= attributes.href ?? '';
			else if (name === 'meta') {
				const key = (attributes.property ?? attributes.name ?? '').toLowerCase();
				const value = attributes.content?.trim() ?? '';
				if (value !== '' && !named.has(key)) named.set(key, value.slice(0, 10_000));
			}
		},
		ontext(text) {
			if (inTitle && title.length < 2000) title += text;
		},
		onclosetag(name) {
			if (name === 'title') inTitle = false;
		},
	});
	parser.end(html);
	const first = (names: string[]) => names.map((name) => named.get(name)).find(Boolean) ?? '';
	const locale = languageSchema.safeParse((lang || named.get('og:locale') || '').replace('_', '-'));
	const own = addressOf(canonical || named.get('og:url'), base);
	return {
		title: tidy(textOfHtml(first(TITLES) || title, 300), 300).replace(/\n+/g, ' '),
		summary: textOfHtml(first(SUMMARIES), 2000),
		imageUrl: addressOf(first(IMAGES), base),
		canonicalUrl: own && new URL(own).host === new URL(base).host ? own : null,
		language: locale.success ? locale.data : null,
	};
}

function addressOf(text: string | undefined, base: string): string | null {
	const url = text ? URL.parse(text.trim(), base) : null;
	const checked = url ? webAddressSchema.safeParse(url.href) : null;
	return checked?.success ? checked.data : null;
}
