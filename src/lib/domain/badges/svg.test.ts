import { expect, test } from 'vitest';
import { BADGE_KEYS } from './keys.ts';
import { badgeRow, signatureSnippet } from './svg.ts';

test('every badge is drawn on its own, with nothing from elsewhere', () => {
	for (const badge of BADGE_KEYS) {
		const { svg } = badgeRow([{ badge, level: 1 }], 64);
		expect(svg).not.toMatch(/href|url\(|<script|<style|NaN|undefined/);
		expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="64" height="64"/);
	}
});

test('a row is as wide as its badges, and of none nothing is seen', () => {
	const three = ['clicks', 'hit', 'hire'].map((badge) => ({ badge, level: 1 }));
	expect(badgeRow(three, 50).width).toBe(158);
	expect(badgeRow([], 50)).toMatchObject({ width: 1 });
});

test('a snippet is a picture with words, and markup in them is text', () => {
	const snippet = signatureSnippet({
		src: 'https://laurel.example.com/b/x.png',
		alt: '"><script>alert(1)</script>',
		...{ width: 158, height: 50 },
	});
	expect(snippet).toContain('src="https://laurel.example.com/b/x.png"');
	expect(snippet).not.toContain('<script');
	expect(snippet.match(/</g)).toHaveLength(1);
});
