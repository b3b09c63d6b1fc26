import { forReader } from '../posts/language.ts';
import type { StoryForSharing } from '../posts/view.ts';

type Story = Pick<StoryForSharing, 'title' | 'hashtags' | 'texts'>;

/** A text with those of the hashtags that it does not have yet, on a line of their own. */
function withHashtags(text: string, hashtags: readonly string[]): string {
	const has = text.toLowerCase();
	const missing = hashtags.filter((tag) => !has.includes(`#${tag.toLowerCase()}`));
	return missing.length === 0 ? text : `${text}\n\n${missing.map((tag) => `#${tag}`).join(' ')}`;
}

/**
 * The text to begin with on a network for a reader of a language: that network's own suggestion, else another's, else the
 * title; with the story's hashtags.
 */
export function suggestion(story: Story, network: string, language: string): string {
	const own = story.texts.filter((text) => text.network === network);
	const text = forReader(own, language) ?? forReader(story.texts, language);
	return withHashtags(text?.text ?? story.title, story.hashtags);
}

/** Every text that could be taken over as it is: what one's own voice is measured against. */
export function suggestionsOf(story: Story): string[] {
	const texts = [...story.texts.map(({ text }) => text), story.title];
	return [...new Set(texts)].map((text) => withHashtags(text, story.hashtags));
}

/** The languages that a story has texts in, in order of their tags. */
export function languagesOf(story: Pick<StoryForSharing, 'texts'>): string[] {
	return [...new Set(story.texts.map(({ language }) => language))].filter(Boolean).sort();
}
