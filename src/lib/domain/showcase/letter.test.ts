import { describe, expect, it } from 'vitest';
import { letterHtml, letterText, type LetterWords } from './letter.ts';
import type { Showcase, ShowcasePost } from './view.ts';

const post = (over: Partial<ShowcasePost> = {}): ShowcasePost => ({
	...{ place: 1, code: 'abcdefgh', title: 'Our pay bands', summary: '', picture: null },
	...{ url: 'https://www.linkedin.com/posts/1?a=1&b=2', network: 'LinkedIn', comment: '' },
	credit: { externalId: 'mira', name: 'Mira', avatarSeed: 's', team: 'Sales' },
	...{ named: true, figures: { clicks: 12, conversations: 0 } },
	...over,
});
const month = (...posts: ShowcasePost[]): Showcase => ({
	...{
		month: '2026-10',
		intro: 'A good month.\nThank you.',
		publishedAt: '2026-11-02T08:00:00.000Z',
	},
	posts,
});
const WORDS: LetterWords = {
	...{ subject: 'The best', heading: 'The best of October', read: 'Read it', all: 'See them' },
	...{ why: 'You asked for it.', end: 'Send me no more' },
	by: ({ credit }) => `by ${credit.name}`,
	brought: ({ figures }) => figures && `Brought ${figures.clicks}`,
};
const PLACES = {
	...{ origin: 'https://laurel.example.com', page: 'https://laurel.example.com/showcase/2026-10' },
	end: 'https://laurel.example.com/showcase/letter/key',
};
const addresses = (html: string) =>
	[...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, to]) => to!);

describe('a letter of the showcase', () => {
	const picture = { id: '0199c0de-0000-7000-8000-000000000001', alt: 'A "quay"' };
	const html = letterHtml(
		month(post({ picture }), post({ place: 2, comment: 'So <b>good</b>\n& true' })),
		WORDS,
		PLACES,
	);

	it('is tables and inline styles: no script, style sheet, font or picture of anybody else’s', () => {
		expect(html).not.toMatch(/<(script|style|link|svg|form|video|iframe)\b/i);
		expect(html).not.toMatch(/\bclass=|@import|url\(/i);
		const sources = [...html.matchAll(/src="([^"]*)"/g)].map(([, to]) => to);
		expect(sources).toEqual([`https://laurel.example.com/pictures/${picture.id}.jpg`]);
		expect(html.match(/<table(?![^>]*role="presentation")/g)).toBeNull();
		expect(html.match(/<table/g)!.length).toBe(html.match(/<\/table>/g)!.length);
		expect(html.match(/<tr/g)!.length).toBe(html.match(/<\/tr>/g)!.length);
		expect(html.match(/<td/g)!.length).toBe(html.match(/<\/td>/g)!.length);
		// Gmail cuts off a letter of more than 102 kB.
		const five = month(
			...[1, 2, 3, 4, 5].map((place) => post({ place, picture, comment: 'x'.repeat(280) })),
		);
		expect(Buffer.byteLength(letterHtml(five, WORDS, PLACES))).toBeLessThan(50_000);
	});

	it('leads to posts and pages as they are, without anything that tells who reads', () => {
		const allowed = ['https://www.linkedin.com/posts/1?a=1&#38;b=2', PLACES.page, PLACES.end];
		for (const to of addresses(html)) {
			expect(allowed.includes(to) || to.startsWith(`${PLACES.origin}/pictures/`)).toBe(true);
		}
		expect(html).not.toMatch(/width="1"|height="1"|\/r\//);
	});

	it('takes what people wrote as text, and an address that is none leads nowhere', () => {
		expect(html).toContain('So &#60;b&#62;good&#60;/b&#62;<br>&#38; true');
		expect(html).toContain('A good month.<br>Thank you.');
		const evil = letterHtml(
			month(post({ url: 'javascript:alert(1)', title: '"><img src=x>' })),
			WORDS,
			PLACES,
		);
		expect(evil).not.toContain('javascript:');
		expect(evil).not.toContain('<img');
		expect(evil).toContain('href="#"');
	});

	it('says the same as plain text, and no figures where none are told', () => {
		const text = letterText(
			month(post({ comment: 'Well said.\nTwice.' }), post({ place: 2, figures: null })),
			WORDS,
			PLACES,
		);
		expect(text).toContain(
			'1. Our pay bands\n   by Mira\n   Brought 12\n\n   Well said.\n   Twice.\n\n   https://',
		);
		expect(text).toContain(
			'2. Our pay bands\n   by Mira\n   https://www.linkedin.com/posts/1?a=1&b=2',
		);
		expect(text).toContain(`Send me no more: ${PLACES.end}`);
		expect(text).not.toContain('null');
		const silent = { ...month(post({ figures: null })), intro: '' };
		expect(letterText(silent, WORDS, PLACES)).toContain('The best of October\n\n1. Our pay bands');
		expect(letterHtml(silent, WORDS, PLACES)).not.toContain('null');
	});
});
