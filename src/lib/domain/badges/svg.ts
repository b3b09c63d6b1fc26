import { artOf, type Metal } from './art.ts';

/** Colours of the drawings where there is no style sheet: the same as the tokens in app.css. */
const FIELD = '#10231a';
const COLOURS: Record<Metal, string> = {
	none: '#858b7a',
	bronze: '#d9935f',
	silver: '#cbd5d8',
	gold: '#f2b937',
};

/** One badge's paths with the upper left corner at x, on a field of 50 by 50. */
function drawn(badge: string, level: number, x: number): string {
	const { shape, mark, lift, metal, pips } = artOf(badge, level);
	const colour = COLOURS[metal];
	const dots = Array.from({ length: pips }, (_, pip) => {
		const cx = 24 + (pip - (pips - 1) / 2) * 5;
		return `<circle cx="${cx}" cy="${38.5 + lift}" r="1.8" fill="${colour}"/>`;
	});
	const markAt = 24 + lift - (pips ? 2.5 : 0);
	return [
		`<g transform="translate(${x + 1} 1)">`,
		`<path d="${shape}" fill="${FIELD}" stroke="${colour}" stroke-width="3" stroke-linejoin="round" transform="translate(24 24) scale(0.93) translate(-24 -24)"/>`,
		`<path d="${mark}" fill="${colour}" fill-rule="evenodd" transform="translate(24 ${markAt}) scale(${pips ? 0.84 : 0.95}) translate(-12 -12)"/>`,
		`${dots.join('')}</g>`,
	].join('');
}

/** Pixels from one badge of a row to the next, in heights. */
export const STEP = 54;

/**
 * A picture of badges side by side, as SVG of `height` pixels; of none it is empty and one pixel wide. It needs no style, no script and
 * nothing from elsewhere.
 */
export function badgeRow(
	badges: readonly { badge: string; level: number }[],
	height: number,
): { svg: string; width: number } {
	const units = badges.length === 0 ? 1 : badges.length * STEP - (STEP - 50);
	const width = badges.length === 0 ? 1 : Math.round((units * height) / 50);
	const parts = badges.map(({ badge, level }, index) => drawn(badge, level, index * STEP));
	return {
		svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${units} 50">${parts.join('')}</svg>`,
		width,
	};
}

/** Text as HTML or XML writes it. */
export const escaped = (text: string) =>
	text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

/** What is pasted into an e-mail signature: a picture and what it shows in words, without script, style sheet or cookie. */
export function signatureSnippet(signature: {
	/** Absolute address of the picture. */
	src: string;
	alt: string;
	width: number;
	height: number;
}): string {
	const { src, alt, width, height } = signature;
	return `<img src="${escaped(src)}" alt="${escaped(alt)}" width="${width}" height="${height}" style="border:0;display:block">`;
}
