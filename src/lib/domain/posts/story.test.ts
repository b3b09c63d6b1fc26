import { describe, expect, it } from 'vitest';
import { deedsFrom, stateAfter, STATES } from './deeds.ts';
import { lacking, newStorySchema } from './story.ts';

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

describe('what an owner does with a story', () => {
	it('leads from state to state, and is refused where it leads nowhere', () => {
		expect(STATES.map((state) => [state, deedsFrom(state)])).toEqual([
			['draft', ['review', 'publish']],
			['review', ['publish', 'draft']],
			['published', ['withdraw']],
			['withdrawn', ['publish', 'draft']],
		]);
		expect(stateAfter('published', 'save')).toBe('published');
		expect(stateAfter('draft', 'publish')).toBe('published');
		expect(stateAfter('published', 'review')).toBeNull();
	});

	it('needs a title, an address and an end after the beginning for being read by others', () => {
		const now = new Date('2027-03-02T12:00:00Z');
		const paths = (more: object) =>
			lacking(
				{ title: 'A', url: 'https://example.com', publishedAt: null, expiresAt: null, ...more },
				now,
			).map(({ path }) => path);
		expect(paths({})).toEqual([]);
		expect(paths({ title: '', url: '' })).toEqual(['title', 'url']);
		expect(paths({ expiresAt: now })).toEqual(['expiresAt']);
		const later = new Date('2027-03-03T12:00:00Z');
		expect(paths({ publishedAt: later, expiresAt: later })).toEqual(['expiresAt']);
	});
});
