import { instantOf, localOf } from '../contest/local-time.ts';
import type { StoryInEditor } from './desk-view.ts';
import { splitHashtags } from './hashtag-words.ts';
import { withoutHiddenSigns } from './hidden-signs.ts';
import type { Copy } from './story.ts';

/** The editor's fields as text, the way a form sends them and shows them again. */
export type StoryForm = {
	title: string;
	url: string;
	category: string;
	summary: string;
	picture: string;
	pictureAlt: string;
	language: string;
	hashtags: string;
	topics: string;
	teams: string[];
	offices: string[];
	say: string;
	avoid: string;
	publishedAt: string;
	expiresAt: string;
	copy: Copy[];
};

/** More rows than this are nobody's form. */
const MAX_ROWS = 200;

/** A story as the form shows it, times as local ones of `zone`. */
export function formOfStory(story: StoryInEditor, zone: string): StoryForm {
	const local = (at: string | null) =>
		at === null ? '' : localOf(new Date(at), zone).slice(0, 16);
	return {
		...{ title: story.title, url: story.url, category: story.category },
		...{
			summary: story.summary ?? '',
			...{ picture: story.picture ?? '', pictureAlt: story.pictureAlt },
			language: story.language ?? '',
		},
		hashtags: story.hashtags.map((tag) => `#${tag}`).join(' '),
		topics: story.topics.join(', '),
		...{ teams: story.teams, offices: story.offices },
		...{ say: story.say ?? '', avoid: story.avoid ?? '' },
		...{ publishedAt: local(story.publishedAt), expiresAt: local(story.expiresAt) },
		copy: story.copy,
	};
}

/** What a form sent, as text; rows of suggested texts without a text are left out. */
export function readStoryForm(sent: FormData): StoryForm {
	const text = (name: string) => {
		const value = sent.get(name);
		return typeof value === 'string' ? value : '';
	};
	const texts = (name: string) => sent.getAll(name).filter((one) => typeof one === 'string');
	const rows = Math.min(MAX_ROWS, texts('copy.text').length);
	const column = (name: string) => texts(`copy.${name}`);
	const copy = Array.from({ length: rows }, (_, i) => ({
		network: column('network')[i] ?? '',
		language: column('language')[i] ?? '',
		text: column('text')[i] ?? '',
	})).filter((row) => row.text.trim() !== '');
	return {
		...{ title: text('title'), url: text('url').trim(), category: text('category') },
		...{ summary: text('summary'), picture: text('picture').trim(), language: text('language') },
		pictureAlt: text('pictureAlt'),
		...{ hashtags: text('hashtags'), topics: text('topics') },
		...{ teams: texts('teams'), offices: texts('offices') },
		...{ say: text('say'), avoid: text('avoid') },
		...{ publishedAt: text('publishedAt'), expiresAt: text('expiresAt'), copy },
	};
}

/** The form as saveStory takes it; a time that is none stays as it is, so that it is refused at its field. */
export function storyOfForm(form: StoryForm, zone: string) {
	const instant = (local: string) =>
		local.trim() === '' ? null : (instantOf(local, zone)?.toISOString() ?? local);
	const orNull = (text: string) => (text.trim() === '' ? null : text);
	return {
		...{ title: form.title.trim(), url: form.url, category: form.category },
		...{
			summary: orNull(form.summary),
			...{ picture: orNull(form.picture), pictureAlt: form.pictureAlt },
			language: orNull(form.language),
		},
		hashtags: splitHashtags(form.hashtags),
		topics: [
			...new Set(
				form.topics
					.split(/[,;\n]/)
					.map((one) => one.trim())
					.filter(Boolean),
			),
		],
		...{ teams: form.teams, offices: form.offices },
		...{ say: orNull(form.say), avoid: orNull(form.avoid) },
		...{ publishedAt: instant(form.publishedAt), expiresAt: instant(form.expiresAt) },
		copy: form.copy,
	};
}

/** How many signs that nobody sees are in what was sent: they are taken out, and the editor says so. */
export function hiddenIn(form: StoryForm): number {
	const texts = [
		form.title,
		form.summary,
		form.say,
		form.avoid,
		form.pictureAlt,
		...form.copy.map(({ text }) => text),
	];
	return texts.reduce((sum, text) => sum + withoutHiddenSigns(text.slice(0, 20_000)).removed, 0);
}
