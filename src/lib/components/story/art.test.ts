import { describe, expect, it } from 'vitest';
import { storyArt } from './art.ts';

const seeds = Array.from({ length: 40 }, (_, i) => `story-${i}`);

describe('the drawn picture of a story', () => {
	it('is the same for the same story, so that one finds it again', () => {
		expect(storyArt('story-1', 'Industry')).toEqual(storyArt('story-1', 'Industry'));
	});

	it('differs between the stories of one category', () => {
		const drawn = new Set(seeds.map((seed) => JSON.stringify(storyArt(seed, 'Company').shapes)));
		expect(drawn.size).toBe(seeds.length);
	});

	it('keeps one background per category, whatever its capitals, and another for each known one', () => {
		const backs = new Set(seeds.map((seed) => storyArt(seed, 'Industry').back));
		expect(backs.size).toBe(1);
		expect(storyArt('a', 'industry').back).toBe(storyArt('b', 'INDUSTRY').back);
		const known = ['Industry', 'Company', 'Personal interest'].map((c) => storyArt('a', c).back);
		expect(new Set(known).size).toBe(3);
	});

	it('gives a category of a company’s own one of the families too, always the same', () => {
		const backs = ['Hiring', 'Product', 'Events', 'Research', 'Offices', ''].map(
			(category) => storyArt('a', category).back,
		);
		for (const back of backs) expect(back).toMatch(/^#[0-9a-f]{6}$/);
		expect(new Set(backs).size).toBeGreaterThan(1);
		expect(storyArt('z', 'Hiring').back).toBe(backs[0]);
	});

	it('draws seven shapes that begin inside the picture, in tones that stand off its background', () => {
		for (const seed of [...seeds, '']) {
			const { back, shapes } = storyArt(seed, 'Company');
			expect(shapes).toHaveLength(7);
			for (const shape of shapes) {
				expect(shape.x).toBeGreaterThanOrEqual(20);
				expect(shape.x).toBeLessThan(180);
				expect(shape.y).toBeLessThan(164);
				expect(shape.size).toBeGreaterThanOrEqual(16);
				expect(shape.turn % 15).toBe(0);
				expect(shape.fill).not.toBe(back);
			}
		}
	});

	it('uses all three kinds of shape over many stories', () => {
		const kinds = new Set(seeds.flatMap((s) => storyArt(s, 'Company').shapes.map((x) => x.kind)));
		expect(kinds).toEqual(new Set(['circle', 'leaf', 'bar']));
	});
});
