import { describe, expect, it } from 'vitest';
import type { Showcase, ShowcasePost } from '#lib/domain/showcase/view.ts';
import { drawPoster, type PosterWords } from './poster.ts';

const post = (place: number, over: Partial<ShowcasePost> = {}): ShowcasePost => ({
	...{
		place,
		code: `code${place}`,
		title: 'We published our pay bands',
		summary: '',
		picture: null,
	},
	...{ url: 'https://example.com', network: 'LinkedIn', comment: 'Says what others hide.' },
	credit: { externalId: 'm', name: 'Mira Okafor', avatarSeed: 's', team: 'Sales' },
	...{ named: true, figures: null },
	...over,
});
const month = (posts: ShowcasePost[]): Showcase => ({
	...{ month: '2026-10', intro: 'A good month.', publishedAt: '2026-11-02T08:00:00.000Z', posts },
});
const WORDS: PosterWords = {
	...{ label: 'The month’s best', heading: 'The best of October 2026', scan: 'Scan it.' },
	...{ by: ({ credit }) => `by ${credit.name}`, foot: 'Norrvik · laurel.example.com' },
};
const draw = async (posts: ShowcasePost[], paper: 'a4' | 'a3' = 'a4') =>
	(
		await drawPoster(
			month(posts),
			WORDS,
			paper,
			({ code }) => `https://laurel.example.com/q/${code}`,
		)
	).toString('latin1');
const pages = (pdf: string) => pdf.match(/\/Type \/Page\b(?!s)/g)?.length;

describe('a poster', () => {
	it('is a PDF with a page for all posts and one for each, on A4 and A3, with its own fonts', async () => {
		const five = [1, 2, 3, 4, 5].map((place) => post(place));
		const a4 = await draw(five);
		expect(a4.startsWith('%PDF-1.')).toBe(true);
		expect(a4.trimEnd().endsWith('%%EOF')).toBe(true);
		expect(pages(a4)).toBe(6);
		expect(a4).toContain('/MediaBox [0 0 595.28 841.89]');
		expect(a4.match(/\/FontFile2/g)).toHaveLength(3);
		expect(a4).not.toContain('Helvetica');
		const a3 = await draw(five, 'a3');
		expect(a3).toContain('/MediaBox [0 0 841.89 1190.55]');
	});

	it('takes long texts, other alphabets and signs that no face has without another page', async () => {
		const long = 'Donaudampfschifffahrtsgesellschaft '.repeat(12);
		const odd = [
			post(1, { title: long, comment: long.repeat(3) }),
			post(2, { title: 'Łódź, Ελλάδα, Київ, 東京 🎉', comment: '', summary: '' }),
			post(3, { title: '🎉', credit: { externalId: 'x', name: '東京', avatarSeed: '', team: '' } }),
		];
		expect(pages(await draw(odd))).toBe(4);
		expect(pages(await draw([post(1)]))).toBe(2);
	});
});
