import { describe, expect, it } from 'vitest';
import { formOfStory, hiddenIn, readStoryForm, storyOfForm } from './editor-form.ts';
import { editedStorySchema } from './story.ts';

const ZONE = 'Europe/Stockholm';
const story = {
	...{ id: 'a', title: 'Bread', url: 'https://example.com/bread', category: 'Company' },
	...{ view: 'draft' as const, state: 'draft' as const, version: 3 },
	...{ publishedAt: '2027-03-02T08:00:00.000Z', expiresAt: null, summary: 'Four ovens.' },
	...{
		picture: null,
		pictureAlt: 'Four ovens in a row',
		imageUrl: null,
		language: 'en',
		hashtags: ['One', 'Two'],
		say: 'Yes',
		avoid: null,
	},
	...{
		teams: ['Sales'],
		offices: [],
		topics: ['Bread', 'Ovens'],
		proposedBy: null,
		feed: null,
		links: 0,
	},
	copy: [{ network: 'x', language: 'sv', text: 'Kort' }],
	updatedAt: '2027-03-01T08:00:00.000Z',
};

const sent = (fields: [string, string][]) => {
	const data = new FormData();
	for (const [name, value] of fields) data.append(name, value);
	return readStoryForm(data);
};

describe("the editor's form", () => {
	it('shows a story, and gives the same story back', () => {
		const form = formOfStory(story, ZONE);
		expect(form.publishedAt).toBe('2027-03-02T09:00');
		const edited = editedStorySchema.parse(storyOfForm(form, ZONE));
		expect(edited).toMatchObject({
			...{ title: 'Bread', hashtags: ['One', 'Two'], topics: ['Bread', 'Ovens'], teams: ['Sales'] },
			...{ publishedAt: new Date(story.publishedAt), expiresAt: null, copy: story.copy },
			pictureAlt: 'Four ovens in a row',
		});
	});

	it('reads rows of texts by their place and leaves empty ones out', () => {
		const form = sent([
			...(['x', 'linkedin', 'x'] as const).map((key): [string, string] => ['copy.network', key]),
			...(['', 'sv', 'it'] as const).map((key): [string, string] => ['copy.language', key]),
			...(['one', ' ', 'tre'] as const).map((key): [string, string] => ['copy.text', key]),
		]);
		expect(form.copy).toEqual([
			{ network: 'x', language: '', text: 'one' },
			{ network: 'x', language: 'it', text: 'tre' },
		]);
		expect(sent([]).copy).toEqual([]);
	});

	it('keeps a time that is none, so that it is refused at its field', () => {
		const edited = storyOfForm({ ...formOfStory(story, ZONE), expiresAt: 'soon' }, ZONE);
		expect(editedStorySchema.safeParse(edited).error?.issues[0]?.path).toEqual(['expiresAt']);
	});

	it('counts the signs that nobody sees', () => {
		expect(
			hiddenIn(
				sent([
					['title', 'a\u202eb'],
					['say', '\u200b\u200b'],
				]),
			),
		).toBe(3);
	});
});
