import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../app.css', import.meta.url), 'utf8');

function tokens(block: string): Record<string, string> {
	return Object.fromEntries(
		[...block.matchAll(/--color-([a-z-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1]!, m[2]!]),
	);
}

const paper = tokens(css.slice(css.indexOf('@theme'), css.indexOf('@layer theme')));
const nightStart = css.indexOf("[data-theme='dark'] {", css.indexOf('@layer theme'));
const night = { ...paper, ...tokens(css.slice(nightStart, css.indexOf('}', nightStart))) };
const systemStart = css.indexOf("[data-theme='system'] {");
const system = { ...paper, ...tokens(css.slice(systemStart, css.indexOf('}', systemStart))) };

/** Relative luminance and contrast ratio as WCAG 2.2 defines them. */
function luminance(hex: string): number {
	const [r, g, b] = [1, 3, 5].map((i) => {
		const c = parseInt(hex.slice(i, i + 2), 16) / 255;
		return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
	const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
	return (light + 0.05) / (dark + 0.05);
}

/** Foreground, background, least ratio: 4.5 for text, 3 for large figures and for what controls are seen by. */
const PAIRS: [string, string, number][] = [
	...['paper', 'card', 'sunken'].flatMap((back): [string, string, number][] => [
		['ink', back, 7],
		['muted', back, 4.5],
		['leaf-deep', back, 4.5],
		['gold-deep', back, 4.5],
		['coral-deep', back, 4.5],
		['leaf', back, 4.5],
		['gold', back, 3],
		['coral', back, 3],
		['edge', back, 3],
	]),
	['ink', 'leaf-soft', 7],
	['muted', 'leaf-soft', 4.5],
	['leaf-deep', 'leaf-soft', 4.5],
	['ink', 'gold-soft', 7],
	['gold-deep', 'gold-soft', 4.5],
	['ink', 'coral-soft', 7],
	['coral-deep', 'coral-soft', 4.5],
	['on-action', 'action', 4.5],
	['on-night', 'night', 7],
	['on-night-muted', 'night', 4.5],
	['night-leaf', 'night', 4.5],
	['night-gold', 'night', 4.5],
];

describe('the tokens', () => {
	it.each(PAIRS)('%s on %s reaches %d:1 on paper and at night', (front, back, least) => {
		expect(contrast(paper[front]!, paper[back]!)).toBeGreaterThanOrEqual(least);
		expect(contrast(night[front]!, night[back]!)).toBeGreaterThanOrEqual(least);
	});

	it('are the same at night whether chosen or asked for by the system', () => {
		expect(system).toEqual(night);
	});
});
