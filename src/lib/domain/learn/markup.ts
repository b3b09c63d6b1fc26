/** A run of text as it is shown. What is no markup of ours is text, tags too. */
export type Inline =
	{ kind: 'text' | 'strong' | 'em'; text: string } | { kind: 'link'; text: string; href: string };

export type Block =
	| { kind: 'heading'; level: 2 | 3; inlines: Inline[] }
	| { kind: 'paragraph'; inlines: Inline[] }
	| { kind: 'list'; ordered: boolean; items: Inline[][] };

/** No part of a mark spans lines or nests: every attempt ends within the line, so that hostile text costs no more. */
const INLINE =
	/\*\*([^*\n]{1,500})\*\*|\*([^*\n]{1,500})\*|\[([^\]\n]{1,300})\]\(([^()\s]{1,1000})\)/g;

/** Addresses that a link may lead to; all else, `javascript:` first, stays text. */
function safeAddress(address: string): string | null {
	if (/^\/(?![/\\])[\w./?=&%#-]*$/.test(address)) return address;
	const url = URL.parse(address);
	if (!url || !['https:', 'http:', 'mailto:'].includes(url.protocol)) return null;
	return url.username || url.password ? null : url.href;
}

function inlinesOf(line: string): Inline[] {
	const inlines: Inline[] = [];
	const text = (part: string) => {
		if (part !== '') inlines.push({ kind: 'text', text: part });
	};
	let end = 0;
	for (const found of line.matchAll(INLINE)) {
		const [whole, strong, em, label, address] = found;
		const href = address === undefined ? null : safeAddress(address);
		if (address !== undefined && href === null) continue;
		text(line.slice(end, found.index));
		if (strong !== undefined) inlines.push({ kind: 'strong', text: strong });
		else if (em !== undefined) inlines.push({ kind: 'em', text: em });
		else inlines.push({ kind: 'link', text: label!, href: href! });
		end = found.index + whole.length;
	}
	text(line.slice(end));
	return inlines;
}

const HEADING = /^(##?#?) +(.+)$/;
const ITEM = /^(?:([-*])|\d{1,3}[.)]) +(.+)$/;

/**
 * Reads a small part of Markdown: # headings, paragraphs, - and 1. lists, **strong**, *emphasis* and [links](https://…).
 * There is no way to write HTML: the result holds text and safe addresses only.
 */
export function markup(source: string): Block[] {
	const blocks: Block[] = [];
	let open = false;
	for (const raw of source.split('\n')) {
		const line = raw.trim();
		const before = open ? blocks.at(-1) : undefined;
		const heading = HEADING.exec(line);
		const item = ITEM.exec(line);
		open = line !== '' && !heading;
		if (line === '') continue;
		if (heading) {
			const level = heading[1]!.length === 3 ? 3 : 2;
			blocks.push({ kind: 'heading', level, inlines: inlinesOf(heading[2]!) });
		} else if (item) {
			const ordered = item[1] === undefined;
			const inlines = inlinesOf(item[2]!);
			if (before?.kind === 'list' && before.ordered === ordered) before.items.push(inlines);
			else blocks.push({ kind: 'list', ordered, items: [inlines] });
		} else if (before?.kind === 'paragraph') {
			before.inlines.push({ kind: 'text', text: ' ' }, ...inlinesOf(line));
		} else blocks.push({ kind: 'paragraph', inlines: inlinesOf(line) });
	}
	return blocks;
}
