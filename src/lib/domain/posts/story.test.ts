import { describe, expect, it } from 'vitest';
import { newStorySchema } from './story.ts';

const story = (more: object = {}) => ({
	title: 'A story',
	url: 'https://example.com/a',
	category: 'Company',
	...more,
});
const pathsOf = (more: object) =>
	newStorySchema.safeParse(story(more)).error?.issues.map(({ path }) => path.join('.'));

describe('a story that comes in', () => {
	it('needs a title, an address and a category, and is published unless it says otherwise', () => {
		expect(newStorySchema.parse(story())).toEqual({
			...story(),
			...{ teams: [], offices: [], topics: [], copy: [], hashtags: [], state: 'published' },
		});
	});

	it('takes a text for every reader and others per language', () => {
		const copy = [
			{ network: 'X', text: 'for all' },
			{ network: 'x', language: 'SV', text: 'på svenska' },
		];
		expect(newStorySchema.parse(story({ copy })).copy).toEqual([
			{ network: 'x', language: '', text: 'for all' },
			{ network: 'x', language: 'sv', text: 'på svenska' },
		]);
		expect(pathsOf({ copy: [...copy, copy[0]] })).toEqual(['copy']);
	});

	it('loses the signs that nobody sees', () => {
		const parsed = newStorySchema.parse(story({ title: '\u202eA\u200b story', say: '\ufeffYes' }));
		expect([parsed.title, parsed.say]).toEqual(['A story', 'Yes']);
	});

	it.each([
		['title', { title: '\u200b \u202e' }],
		['title', { title: 'a'.repeat(100_000) }],
		['title', { title: 'a\0b' }],
		['summary', { summary: 'a'.repeat(100_000) }],
		['url', { url: 'https://me:secret@example.com' }],
		['url', { url: 'javascript:alert(1)' }],
		['hashtags.0', { hashtags: ['two words'] }],
		['language', { language: 'Svenska språket' }],
		['state', { state: 'withdrawn' }],
	])('is refused for a wrong %s', (path, more) => {
		expect(pathsOf(more)).toEqual([path]);
	});
});
