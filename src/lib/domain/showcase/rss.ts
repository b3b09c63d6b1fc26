import { escaped } from '../badges/svg.ts';
import { storable } from '../text.ts';

/** An item of a feed. */
export type RssItem = {
	title: string;
	/** Absolute address. */
	link: string;
	/** Never the same for two items, never another for the same. */
	guid: string;
	/** RFC 3339. */
	publishedAt: string;
	/** Markup: what people wrote in it is escaped already. */
	description: string;
};

/** Control characters that XML 1.0 can't hold, not even escaped. */
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const xml = (text: string) => escaped(storable(text).replace(NOT_XML, ''));

/** RFC 822 with a year of four digits, as RSS wants instants. */
const date = (at: string) => new Date(at).toUTCString();

/** An RSS 2.0 feed (https://www.rssboard.org/rss-specification); `self` is its own address. */
export function rssOf(
	channel: { title: string; link: string; self: string; description: string; language: string },
	items: readonly RssItem[],
): string {
	const entries = items.map(
		({ title, link, guid, publishedAt, description }) => `<item>
<title>${xml(title)}</title>
<link>${xml(link)}</link>
<guid isPermaLink="false">${xml(guid)}</guid>
<pubDate>${date(publishedAt)}</pubDate>
<description>${xml(description)}</description>
</item>`,
	);
	return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${xml(channel.title)}</title>
<link>${xml(channel.link)}</link>
<atom:link href="${xml(channel.self)}" rel="self" type="application/rss+xml"/>
<description>${xml(channel.description)}</description>
<language>${xml(channel.language)}</language>
${entries.join('\n')}
</channel>
</rss>
`;
}
