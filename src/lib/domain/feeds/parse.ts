import { Parser } from 'htmlparser2';
import { webAddressSchema } from '../posts/address.ts';
import { textOfHtml, tidy } from './markup.ts';

export type FeedEntry = {
	/** The feed's own id for it. */
	guid: string | null;
	title: string;
	url: string;
	text: string;
	imageUrl: string | null;
	publishedAt: Date | null;
};

export type ParsedFeed = {
	title: string;
	entries: FeedEntry[];
	/** Entries that were left out: without a title or an address that may be shared. */
	skipped: number;
};

/** The newest so many are looked at: a feed that holds more is an archive. */
export const MAX_ENTRIES = 200;
/** Deeper than any feed; what is deeper is made to do harm. */
const MAX_DEPTH = 100;
/** Of one field of an entry, before it is made plain. */
const MAX_FIELD = 100_000;

type Element = { name: string; attributes: Record<string, string>; text: string };
type Raw = { about: string | null; fields: Element[] };

const FIELDS = new Set([
	...['title', 'link', 'guid', 'id', 'description', 'summary', 'content', 'content:encoded'],
	...['pubdate', 'published', 'updated', 'dc:date', 'enclosure', 'media:content'],
	...['media:thumbnail'],
]);

/**
 * Reads RSS 2.0, RSS 1.0 (RDF) and Atom. `base` is where it came from: addresses may be relative to it. What is no feed
 * gives null; what is broken gives what can be read. Entities that a document declares itself are not followed, and
 * nothing of it is asked for.
 */
export function parseFeed(xml: string, base: string): ParsedFeed | null {
	const found = collect(xml);
	if (!found) return null;
	let skipped = 0;
	const entries = found.entries.flatMap((raw) => {
		const entry = entryOf(raw, base);
		if (!entry) skipped++;
		return entry ? [entry] : [];
	});
	return { title: textOfHtml(found.title, 200), entries, skipped };
}

function collect(xml: string): { title: string; entries: Raw[] } | null {
	let kind: 'rss' | 'atom' | null = null;
	let depth = 0;
	let title = '';
	const entries: Raw[] = [];
	let entry: (Raw & { depth: number }) | null = null;
	/** The field that is open, of an entry or the feed's own title. */
	let field: { element: Element; depth: number; ofFeed: boolean } | null = null;
	let tooDeep = false;
	const parser = new Parser(
		{
			onopentag(written, attributes) {
				depth++;
				if (depth > MAX_DEPTH) {
					tooDeep = true;
					parser.pause();
					return;
				}
				const name = written.toLowerCase();
				if (depth === 1)
					kind = /^(rss|rdf:rdf)$/.test(name) ? 'rss' : name === 'feed' ? 'atom' : null;
				if (kind === null || field) return;
				if (!entry && (name === 'item' || name === 'entry')) {
					entry = { about: attributes['rdf:about'] ?? null, fields: [], depth };
				} else if (entry && FIELDS.has(name)) {
					field = { element: { name, attributes, text: '' }, depth, ofFeed: false };
				} else if (!entry && name === 'title' && title === '' && depth <= 3) {
					field = { element: { name, attributes, text: '' }, depth, ofFeed: true };
				}
			},
			ontext(data) {
				if (field && field.element.text.length < MAX_FIELD) field.element.text += data;
			},
			onclosetag() {
				if (field?.depth === depth) {
					if (field.ofFeed) title = field.element.text;
					else entry?.fields.push(field.element);
					field = null;
				} else if (entry?.depth === depth) {
					if (entries.length < MAX_ENTRIES) entries.push(entry);
					entry = null;
				}
				depth--;
			},
		},
		{ xmlMode: true, decodeEntities: true },
	);
	// In pieces, so that a document that goes too deep is left at once.
	for (let at = 0; at < xml.length && !tooDeep; at += 65_536)
		parser.write(xml.slice(at, at + 65_536));
	if (!tooDeep) parser.end();
	return kind === null || tooDeep ? null : { title, entries };
}

function entryOf(raw: Raw, base: string): FeedEntry | null {
	const text = (...names: string[]) => {
		for (const name of names) {
			const field = raw.fields.find((one) => one.name === name && one.text.trim() !== '');
			if (field) return field.text.trim();
		}
		return null;
	};
	const guid = text('guid', 'id') ?? raw.about;
	const permalink = raw.fields.find(({ name }) => name === 'guid');
	const links = raw.fields.filter(({ name }) => name === 'link');
	const alternate =
		links.find(({ attributes: a }) => a.href && (a.rel ?? 'alternate') === 'alternate')?.attributes
			.href ?? links.find((link) => !link.attributes.href && link.text.trim() !== '')?.text.trim();
	const url =
		addressOf(alternate, base) ??
		(permalink && permalink.attributes.isPermaLink !== 'false' ? addressOf(guid, base) : null) ??
		addressOf(raw.about, base);
	const title = textOfHtml(text('title') ?? '', 300).replace(/\n+/g, ' ');
	if (!url || title === '') return null;
	const body = text('description', 'summary', 'content:encoded', 'content') ?? '';
	return {
		guid: guid === null ? null : tidy(guid, 1000) || null,
		title,
		url,
		text: textOfHtml(body, 2000),
		imageUrl: pictureOf(raw, base),
		publishedAt: instantOf(text('pubdate', 'published', 'dc:date', 'updated')),
	};
}

function addressOf(text: string | null | undefined, base: string): string | null {
	if (!text) return null;
	const url = URL.parse(text.trim(), base);
	const checked = url ? webAddressSchema.safeParse(url.href) : null;
	return checked?.success ? checked.data : null;
}

/** The first picture that the entry names beside its text. */
function pictureOf(raw: Raw, base: string): string | null {
	for (const { name, attributes: a } of raw.fields) {
		const isImage = /^image\/(png|jpe?g|webp)/i.test(a.type ?? '') || a.medium === 'image';
		if (
			name === 'media:thumbnail' ||
			(name === 'media:content' && (isImage || (!a.type && !a.medium))) ||
			(name === 'enclosure' && isImage)
		)
			return addressOf(a.url, base);
		if (name === 'link' && a.rel === 'enclosure' && isImage) return addressOf(a.href, base);
	}
	return null;
}

/** RFC 822 and RFC 3339 dates of this and the next few decades; null for what is none. */
function instantOf(text: string | null): Date | null {
	const at = Date.parse(text ?? '');
	return at > 0 && at < Date.UTC(2100, 0) ? new Date(at) : null;
}
