import { describe, expect, it } from 'vitest';
import {
	ANY_STORY,
	narrowing,
	rememberedFilter,
	searchWords,
	storyFilterOf,
	storyFilterQuery,
} from './filter.ts';

const of = (query: string) => storyFilterOf(new URLSearchParams(query));

describe("the board's filter", () => {
	it('is what the address says, and nothing where it says none, so that the remembered one counts', () => {
		expect(of('category=Company&when=new')).toEqual({
			...ANY_STORY,
			category: 'Company',
			when: 'new',
		});
		expect(of('q=bread&page=2')).toBeNull();
		expect(of('category=')).toEqual(ANY_STORY);
	});

	it('leaves out what is no filter and keeps the rest', () => {
		expect(of('when=yesterday&aim=me')).toEqual({ ...ANY_STORY, aim: 'me' });
		expect(of(`topic=${'x'.repeat(300)}`)).toEqual(ANY_STORY);
		for (const kept of [null, 'x', 7, [], {}]) expect(rememberedFilter(kept)).toEqual(ANY_STORY);
	});

	it('comes back the same from the address that asks for it', () => {
		const filter = { ...ANY_STORY, topic: 'R&D', language: 'sv', when: 'ending' as const };
		expect(of(storyFilterQuery(filter))).toEqual(filter);
		expect(storyFilterQuery(ANY_STORY, { category: 'A b', q: 'é', page: 2 })).toBe(
			'?category=A+b&topic=&aim=all&language=&when=all&q=%C3%A9&page=2',
		);
		expect(storyFilterQuery(ANY_STORY)).not.toMatch(/q=|page=/);
	});

	it('counts how much it narrows', () => {
		expect([narrowing(ANY_STORY), narrowing({ ...ANY_STORY, topic: 'x', aim: 'me' })]).toEqual([
			0, 2,
		]);
	});

	it('looks for at most eight words', () => {
		expect(searchWords('  bread \n oven ')).toEqual(['bread', 'oven']);
		expect(searchWords('a '.repeat(50))).toHaveLength(8);
		expect(searchWords(' ')).toEqual([]);
	});
});
