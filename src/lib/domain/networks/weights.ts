const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** User-perceived characters (UAX 29): an emoji of several code points is one. */
export function graphemes(text: string): number {
	let count = 0;
	for (const _ of segmenter.segment(text)) count++;
	return count;
}

/** UTF-16 units, as text fields count. */
export const units = (text: string): number => text.length;

/** Addresses that networks recognise in a text. */
const ADDRESS = /https?:\/\/\S+/g;

/** Graphemes, with every address at a fixed weight (Mastodon counts each as 23, as documented for its statuses). */
export function graphemesWithLinks(text: string, each: number): number {
	return graphemes(text.replace(ADDRESS, '')) + [...text.matchAll(ADDRESS)].length * each;
}

/** X's transformedURLLength: every address becomes a t.co one. */
export const X_LINK = 23;

/** Code points that weigh 1; everything else weighs 2 (twitter-text, configuration version 3). */
const isLight = (point: number): boolean =>
	point <= 4351 ||
	(point >= 8192 && point <= 8205) ||
	(point >= 8208 && point <= 8223) ||
	(point >= 8242 && point <= 8247);

const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;

/**
 * What a text weighs on X by its published rules (twitter-text, configuration version 3: weights per code point of the
 * text in NFC, an emoji 2 however many code points it has, an address 23). 280 are allowed.
 */
export function xWeight(text: string): number {
	let weight = [...text.matchAll(ADDRESS)].length * X_LINK;
	for (const { segment } of segmenter.segment(text.replace(ADDRESS, '').normalize('NFC'))) {
		const points = [...segment].map((one) => one.codePointAt(0)!);
		const emoji = points.some((point) => !isLight(point)) && EMOJI.test(segment);
		weight += emoji ? 2 : points.reduce((sum, point) => sum + (isLight(point) ? 1 : 2), 0);
	}
	return weight;
}

/** Bytes after percent-encoding, which is what an address of the scheme mailto is cut by. */
export function encodedLength(text: string): number {
	return encodeURIComponent(text.toWellFormed()).length;
}

/** How Bluesky's app shows an address and counts it: host and path, the path cut to 13 when longer than 15. */
export function blueskyShort(address: string): string {
	const url = URL.parse(address);
	if (!url) return address;
	const path = (url.pathname === '/' ? '' : url.pathname) + url.search + url.hash;
	return url.host + (path.length > 15 ? `${path.slice(0, 13)}...` : path);
}

/** Graphemes as Bluesky's app counts them: an address by what is shown of it. */
export const blueskyWeight = (text: string): number =>
	graphemes(text.replace(ADDRESS, blueskyShort));
