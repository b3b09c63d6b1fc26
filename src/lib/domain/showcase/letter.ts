import { escaped } from '../badges/svg.ts';
import type { Showcase, ShowcasePost } from './view.ts';

/** What a letter says in the reader's language; the portal's catalogue words it. */
export type LetterWords = {
	subject: string;
	heading: string;
	/** Whose post it is and on which network. */
	by: (post: ShowcasePost) => string;
	/** What it brought; null where that is not told. */
	brought: (post: ShowcasePost) => string | null;
	read: string;
	all: string;
	why: string;
	end: string;
};

/** Absolute addresses. */
export type LetterPlaces = { origin: string; page: string; end: string };

/** What every client has; mail programs load no fonts. */
const FONT = "font-family:Inter,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif";
const PAPER = '#faf8f1';
const INK = '#15211b';
const MUTED = '#5c6961';
const LEAF = '#147a4b';
const GOLD = '#8a5a12';
const LINE = '#e7e3d6';
/** The width that clients without media queries show well (Outlook for Windows among them). */
const WIDTH = 600;
const INNER = WIDTH - 64;

const lines = (text: string) => escaped(text).replaceAll('\n', '<br>');
/** A web address as an attribute; anything else leads nowhere. */
const href = (url: string) => (/^https?:\/\//i.test(url) ? escaped(url) : '#');

const row = (style: string, content: string) =>
	`<tr><td style="${FONT};${style}">${content}</td></tr>`;

function postRows(post: ShowcasePost, words: LetterWords, { origin }: LetterPlaces): string {
	const { place, title, url, comment, picture } = post;
	const brought = words.brought(post);
	const image = picture
		? row(
				'padding:0 32px 12px',
				`<a href="${href(url)}"><img src="${escaped(`${origin}/pictures/${picture.id}.jpg`)}" alt="${escaped(picture.alt)}" width="${INNER}" style="display:block;width:100%;max-width:${INNER}px;height:auto;border:0;border-radius:8px"></a>`,
			)
		: '';
	const about = [
		`<a href="${href(url)}" style="color:${INK};text-decoration:none;font-size:20px;line-height:26px;font-weight:700">${place}. ${escaped(title)}</a>`,
		`<br><span style="color:${place === 1 ? GOLD : LEAF};font-weight:600">${escaped(words.by(post))}</span>`,
		brought === null ? '' : `<br><span style="color:${MUTED}">${escaped(brought)}</span>`,
	].join('');
	return [
		image,
		row('padding:0 32px 4px;font-size:15px;line-height:24px', about),
		comment === ''
			? ''
			: row(`padding:8px 32px 0;font-size:16px;line-height:25px;color:${INK}`, lines(comment)),
		row(
			`padding:8px 32px 24px;font-size:15px;line-height:24px`,
			`<a href="${href(url)}" style="color:${LEAF};font-weight:600">${escaped(words.read)}</a>`,
		),
		`<tr><td style="padding:0 32px 24px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td style="border-top:1px solid ${LINE};font-size:0;line-height:0">&nbsp;</td></tr></table></td></tr>`,
	].join('\n');
}

/**
 * A month's letter as HTML that mail clients hold: tables and inline styles, pictures of the portal alone, nothing that tells who
 * has read it. What people wrote is text.
 */
export function letterHtml(
	{ intro, posts }: Showcase,
	words: LetterWords,
	places: LetterPlaces,
): string {
	const link = (to: string, text: string) =>
		`<a href="${href(to)}" style="color:${LEAF}">${escaped(text)}</a>`;
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>${escaped(words.subject)}</title></head>
<body style="margin:0;padding:0;background:${PAPER}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${PAPER}"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="${WIDTH}" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" style="width:100%;max-width:${WIDTH}px;background:#ffffff;border:1px solid ${LINE};border-radius:12px;color:${INK}">
${row('padding:32px 32px 8px', `<h1 style="margin:0;font-size:28px;line-height:34px;font-weight:800;color:${INK}">${escaped(words.heading)}</h1>`)}
${row('padding:0 32px 24px;font-size:16px;line-height:25px', lines(intro))}
${posts.map((post) => postRows(post, words, places)).join('\n')}
${row('padding:0 32px 32px;font-size:16px;line-height:25px', link(places.page, words.all))}
</table>
<table role="presentation" width="${WIDTH}" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:${WIDTH}px">
${row(`padding:16px 32px;font-size:13px;line-height:20px;color:${MUTED}`, `${escaped(words.why)} ${link(places.end, words.end)}`)}
</table></td></tr></table></body></html>
`;
}

/** The same letter for who reads mail as plain text. */
export function letterText(
	{ intro, posts }: Showcase,
	words: LetterWords,
	places: LetterPlaces,
): string {
	const parts = posts.map((post) =>
		[
			`${post.place}. ${post.title}`,
			`   ${words.by(post)}`,
			...[words.brought(post)].flatMap((told) => (told === null ? [] : [`   ${told}`])),
			...(post.comment === '' ? [] : ['', post.comment.replace(/^/gm, '   '), '']),
			`   ${post.url}`,
		].join('\n'),
	);
	return [
		words.heading,
		...(intro === '' ? [] : [intro]),
		...parts,
		`${words.all}: ${places.page}`,
		`--\n${words.why}\n${words.end}: ${places.end}`,
	].join('\n\n');
}
