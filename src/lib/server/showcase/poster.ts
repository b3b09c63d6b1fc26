import type { Showcase, ShowcasePost } from '#lib/domain/showcase/view.ts';
import { qrPath } from '../sharing/qr.ts';
import archivo from './fonts/archivo-800.ttf?inline';
import inter from './fonts/inter-400.ttf?inline';
import interStrong from './fonts/inter-600.ttf?inline';

export const PAPERS = ['a4', 'a3'] as const;
export type Paper = (typeof PAPERS)[number];

/** What a poster says in its readers' language, worded by the portal's catalogue. */
export type PosterWords = {
	label: string;
	heading: string;
	by: (post: ShowcasePost) => string;
	scan: string;
	foot: string;
};

/** Points of an A4 page (ISO 216); A3 is the same drawn √2 as large. */
const WIDTH = 595.28;
const HEIGHT = 841.89;
const MARGIN = 42;
const INNER = WIDTH - 2 * MARGIN;
const FOOT = HEIGHT - 46;

const INK = '#15211b';
const MUTED = '#5c6961';
const LEAF = '#147a4b';
const GOLD = '#b7791f';
const LINE = '#d9d4c3';

type Doc = PDFKit.PDFDocument;
type Face = 'display' | 'plain' | 'strong';
const FACES: Record<Face, string> = { display: archivo, plain: inter, strong: interStrong };
const bytesOf = (inline: string) => Buffer.from(inline.slice(inline.indexOf(',') + 1), 'base64');

/** The set font's own table: pdfkit draws an empty box for what it lacks. */
const has = (doc: Doc, sign: string) =>
	(
		doc as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } }
	)._font.font.hasGlyphForCodePoint(sign.codePointAt(0)!);

/** Sets the face, or Inter where the display face lacks a sign (Greek, Cyrillic); what neither has is left out. */
function set(doc: Doc, face: Face, text: string): string {
	const signs = [...text.normalize('NFC').replace(/\s+/g, ' ')];
	doc.font(face);
	if (signs.every((sign) => has(doc, sign))) return signs.join('');
	if (face === 'display') doc.font('strong');
	return signs.filter((sign) => has(doc, sign)).join('');
}

type Block = {
	face: Face;
	size: number;
	color: string;
	width: number;
	/** Smaller, down to two thirds of the size, before it is cut off. */
	height: number;
	gap?: number;
};

/** Writes a text into a box and gives where the next one begins. */
function write(doc: Doc, text: string, x: number, y: number, block: Block): number {
	if (text === '') return y;
	const { face, color, width, height, gap = 2 } = block;
	const shown = set(doc, face, text);
	const options = { width, lineGap: gap };
	let { size } = block;
	while (size > (block.size * 2) / 3 && doc.fontSize(size).heightOfString(shown, options) > height)
		size -= 0.5;
	const needed = doc.fontSize(size).heightOfString(shown, options);
	doc.fillColor(color).text(shown, x, y, { ...options, height: height + 1, ellipsis: '…' });
	return y + Math.min(needed, height);
}

function code(doc: Doc, address: string, x: number, y: number, side: number): void {
	const { size, d } = qrPath(address);
	doc
		.save()
		.rect(x, y, side, side)
		.fill('#ffffff')
		.translate(x, y)
		.scale(side / size)
		.path(d)
		.fill(INK)
		.restore();
}

const line = (doc: Doc, y: number) =>
	doc
		.moveTo(MARGIN, y)
		.lineTo(WIDTH - MARGIN, y)
		.lineWidth(0.75)
		.stroke(LINE);

const strong = (size: number, color: string, width: number, height = size * 1.4): Block => ({
	...{ face: 'strong', size, color, width, height },
});

function foot(doc: Doc, words: PosterWords): void {
	line(doc, FOOT - 8);
	write(doc, words.foot, MARGIN, FOOT, { ...strong(9, MUTED, INNER, 14), face: 'plain' });
}

function row(
	doc: Doc,
	post: ShowcasePost,
	words: PosterWords,
	y: number,
	height: number,
	address: string,
) {
	line(doc, y);
	const side = Math.min(92, height - 14);
	const left = MARGIN + 52;
	const width = WIDTH - MARGIN - side - 18 - left;
	const color = post.place === 1 ? GOLD : MUTED;
	write(doc, String(post.place), MARGIN, y + 12, {
		...strong(44, color, 50),
		face: 'display',
		height: 60,
	});
	let at = write(doc, post.title, left, y + 14, {
		...{ face: 'display', size: 19, color: INK, width, height: 46, gap: 0 },
	});
	at = write(doc, words.by(post), left, at + 4, strong(11.5, LEAF, width, 17));
	const rest = y + height - 8 - (at + 5);
	if (rest > 14)
		write(doc, post.comment || post.summary, left, at + 5, {
			...{ face: 'plain', size: 12, color: INK, width, height: rest },
		});
	code(doc, address, WIDTH - MARGIN - side, y + 8, side);
}

/** All five on one page. */
function overview(
	doc: Doc,
	showcase: Showcase,
	words: PosterWords,
	address: (post: ShowcasePost) => string,
) {
	let y = write(doc, words.label, MARGIN, MARGIN, strong(11, LEAF, INNER));
	y = write(doc, words.heading, MARGIN, y + 2, {
		...{ face: 'display', size: 38, color: INK, width: INNER, height: 48, gap: 0 },
	});
	y = write(doc, showcase.intro, MARGIN, y + 6, {
		...{ face: 'plain', size: 11.5, color: MUTED, width: INNER, height: 64 },
	});
	const top = y + 14;
	const height = Math.min(150, (FOOT - 14 - top) / showcase.posts.length);
	for (const [index, post] of showcase.posts.entries())
		row(doc, post, words, top + index * height, height, address(post));
	foot(doc, words);
}

/** One post as large as the page. */
function single(doc: Doc, post: ShowcasePost, words: PosterWords, address: string): void {
	write(doc, `${words.label} · ${words.heading}`, MARGIN, MARGIN, strong(11, LEAF, INNER));
	write(doc, String(post.place), MARGIN, 64, {
		...{ face: 'display', size: 96, color: post.place === 1 ? GOLD : MUTED },
		...{ width: INNER, height: 120 },
	});
	let y = write(doc, post.title, MARGIN, 186, {
		...{ face: 'display', size: 40, color: INK, width: INNER, height: 190, gap: 0 },
	});
	y = write(doc, words.by(post), MARGIN, y + 12, strong(18, LEAF, INNER, 26));
	write(doc, post.comment || post.summary, MARGIN, y + 14, {
		...{
			face: 'plain',
			size: 18,
			color: INK,
			width: INNER,
			height: Math.max(20, 560 - y - 14),
			gap: 5,
		},
	});
	const side = 200;
	code(doc, address, MARGIN - 8, FOOT - 24 - side, side);
	write(doc, words.scan, MARGIN + side + 16, FOOT - 24 - side / 2 - 14, {
		...strong(18, INK, INNER - side - 16, 60),
	});
	foot(doc, words);
}

/**
 * A published showcase as a PDF: a page with all posts, then a page for each, for as many walls as there are. `address` gives what
 * a post's code says. Fonts are part of it.
 */
export async function drawPoster(
	showcase: Showcase,
	words: PosterWords,
	paper: Paper,
	address: (post: ShowcasePost) => string,
): Promise<Buffer> {
	const scale = paper === 'a3' ? Math.SQRT2 : 1;
	const { default: PDFDocument } = await import('pdfkit');
	const doc = new PDFDocument({
		...{
			size: paper.toUpperCase(),
			margin: 0,
			autoFirstPage: false,
			lang: 'en',
			displayTitle: true,
		},
		info: { Title: words.heading, Creator: 'Laurel' },
	});
	const parts: Buffer[] = [];
	const done = new Promise<Buffer>((resolve, reject) => {
		doc.on('data', (part: Buffer) => parts.push(part));
		doc.on('end', () => resolve(Buffer.concat(parts)));
		doc.on('error', reject);
	});
	for (const [face, inline] of Object.entries(FACES)) doc.registerFont(face, bytesOf(inline));
	doc.addPage().scale(scale);
	overview(doc, showcase, words, address);
	for (const post of showcase.posts) {
		doc.addPage().scale(scale);
		single(doc, post, words, address(post));
	}
	doc.end();
	return done;
}
