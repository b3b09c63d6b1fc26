import { describe, expect, it } from 'vitest';
import { readOpenGraph } from './open-graph.ts';

const BASE = 'https://www.example.com/stories/bread?utm_source=x';
const page = (head: string, html = '<html lang="sv-SE">') =>
	`<!doctype html>${html}<head>${head}</head><body><p>x</p>`;

describe('what a page says about itself', () => {
	it('is taken from OpenGraph first', () => {
		const facts = readOpenGraph(
			page(`<title>Bread | Site</title><meta property="og:title" content="Bread &amp; butter">
			<meta name="description" content="plain"><meta property="og:description" content="Four ovens.">
			<meta property="og:image" content="/bread.jpg"><link rel="canonical" href="/stories/bread">`),
			BASE,
		);
		expect(facts).toEqual({
			title: 'Bread & butter',
			summary: 'Four ovens.',
			imageUrl: 'https://www.example.com/bread.jpg',
			canonicalUrl: 'https://www.example.com/stories/bread',
			language: 'sv-SE',
		});
	});

	it('else from cards, else from HTML, else nothing', () => {
		expect(
			readOpenGraph(
				page(
					`<title>Bread</title><meta name="twitter:description" content="T"><meta name="twitter:image" content="https://cdn.example.net/t.png">`,
					'<html>',
				),
				BASE,
			),
		).toMatchObject({ title: 'Bread', summary: 'T', imageUrl: 'https://cdn.example.net/t.png' });
		expect(readOpenGraph('', BASE)).toEqual({
			...{ title: '', summary: '', imageUrl: null, canonicalUrl: null, language: null },
		});
		expect(
			readOpenGraph(page('<meta property="og:locale" content="it_IT">', '<html>'), BASE).language,
		).toBe('it-IT');
	});

	it('can’t smuggle anything in', () => {
		const facts = readOpenGraph(
			page(`<meta property="og:title" content="&lt;script&gt;alert(1)&lt;/script&gt;Bread\u202e">
			<meta property="og:image" content="javascript:alert(1)"><meta property="og:url" content="https://evil.example/x">
			<meta property="og:description" content="${'x '.repeat(50_000)}">`),
			BASE,
		);
		expect(facts).toMatchObject({ title: 'Bread', imageUrl: null, canonicalUrl: null });
		expect(facts.summary.length).toBeLessThanOrEqual(2000);
		expect(
			readOpenGraph(
				page('<meta property="og:image" content="https://a:b@example.com/p.png">'),
				BASE,
			).imageUrl,
		).toBeNull();
	});
});
