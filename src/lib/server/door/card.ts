/** What a card shows of a post. */
export type CardPost = {
	title: string;
	summary: string | null;
	imageUrl: string | null;
	url: string;
};

const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};
const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);

const isWebAddress = (text: string) => /^https?:\/\//i.test(text);

/** A picture as a network's crawler fetches it: our own ones are stored by their path, lie beside the link and come as JPEG. */
function pictureOf(imageUrl: string | null, address: string): string | null {
	if (imageUrl === null) return null;
	if (isWebAddress(imageUrl)) return imageUrl;
	const isOwn = imageUrl.startsWith('/pictures/') && isWebAddress(address);
	return isOwn ? (URL.parse(`${imageUrl}.jpg`, address)?.href ?? null) : null;
}

/**
 * The OpenGraph card (https://ogp.me) of a post, as HTML for a link-preview crawler. `address` is the link's own: were
 * og:url the post's, networks would send people there past the link. No script, everything escaped.
 */
export function cardOf(post: CardPost, address: string): string {
	const image = pictureOf(post.imageUrl, address);
	const meta: [attribute: string, name: string, content: string | null][] = [
		['property', 'og:type', 'article'],
		['property', 'og:title', post.title],
		['property', 'og:description', post.summary],
		['property', 'og:image', image],
		['property', 'og:url', address],
		['name', 'description', post.summary],
		['name', 'robots', 'noindex'],
		['name', 'twitter:card', image ? 'summary_large_image' : 'summary'],
	];
	const lines = meta
		.filter(([, , content]) => content !== null && content !== '')
		.map(([kind, name, content]) => `<meta ${kind}="${name}" content="${escape(content ?? '')}">`);
	return [
		'<!doctype html>',
		'<html><head><meta charset="utf-8">',
		`<title>${escape(post.title)}</title>`,
		...lines,
		'</head><body>',
		isWebAddress(post.url) ? `<a href="${escape(post.url)}">${escape(post.title)}</a>` : '',
		'</body></html>',
		'',
	].join('\n');
}
