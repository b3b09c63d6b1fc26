import { Parser } from 'htmlparser2';
import { withoutHiddenSigns } from '../posts/hidden-signs.ts';

const SILENT = new Set([
	'script',
	'style',
	'template',
	'noscript',
	'iframe',
	'object',
	'svg',
	'head',
]);
const BLOCKS = /^(p|div|br|li|ul|ol|h[1-6]|tr|table|blockquote|section|article|figure|hr|pre)$/;

/** What a reader of this HTML would see, as plain text of at most `max` characters: no scripts, no styles, no signs that are hidden. */
export function textOfHtml(html: string, max: number): string {
	let text = '';
	let silent = 0;
	const parser = new Parser({
		onopentagname(name) {
			if (SILENT.has(name)) silent++;
			else if (BLOCKS.test(name)) text += '\n';
		},
		ontext(data) {
			if (silent === 0) text += data;
		},
		onclosetag(name) {
			if (SILENT.has(name)) silent = Math.max(0, silent - 1);
			else if (BLOCKS.test(name)) text += '\n';
		},
	});
	// Ten times what is kept is enough to find it in, however large the rest is.
	parser.end(html.slice(0, max * 10 + 10_000));
	return tidy(text, max);
}

/** Plain text on its lines, without repeated spaces, at most `max` characters and cut between words. */
export function tidy(text: string, max: number): string {
	const whole = withoutHiddenSigns(text.toWellFormed().replaceAll('\0', ''))
		.text.replace(/[^\S\n]+/g, ' ')
		.replace(/ ?\n ?/g, '\n')
		.replace(/\n{2,}/g, '\n\n')
		.trim();
	if (whole.length <= max) return whole;
	const cut = whole.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '');
	const word = cut.replace(/\s+\S*$/, '');
	return `${word.length > max / 2 ? word : cut}…`;
}

const BYTE_ORDER = [
	{ bytes: [0xef, 0xbb, 0xbf], label: 'utf-8' },
	{ bytes: [0xff, 0xfe], label: 'utf-16le' },
	{ bytes: [0xfe, 0xff], label: 'utf-16be' },
];

/**
 * The text of a page or a feed: by its byte order mark, else by the Content-Type, else by what it says about itself in its
 * first kilobyte, else UTF-8. Never throws: what can't be read becomes U+FFFD.
 */
export function decodeMarkup(bytes: Uint8Array, contentType = ''): string {
	const mark = BYTE_ORDER.find(({ bytes: start }) => start.every((byte, i) => bytes[i] === byte));
	const sent = /charset\s*=\s*["']?([\w-]+)/i.exec(contentType)?.[1];
	const start = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
	const said = /<\?xml[^>]*encoding\s*=\s*["']([\w-]+)|<meta[^>]*charset\s*=\s*["']?([\w-]+)/i.exec(
		start,
	);
	const label = mark?.label ?? sent ?? said?.[1] ?? said?.[2] ?? 'utf-8';
	try {
		return new TextDecoder(label).decode(bytes);
	} catch {
		return new TextDecoder('utf-8').decode(bytes);
	}
}
