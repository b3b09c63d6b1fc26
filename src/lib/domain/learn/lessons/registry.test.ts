import { describe, expect, test } from 'vitest';
import { FIRST_GUIDELINES } from '../first-guidelines/registry.ts';
import { figureSentences } from '../figures.ts';
import { guidelineTextsSchema, textIn } from '../guidelines.ts';
import { LANGUAGES } from '../languages.ts';
import { judge, lessonTextSchema } from '../lesson.ts';
import { markup } from '../markup.ts';
import { LESSON_KEYS, LESSONS } from './registry.ts';

const figures = {
	days: 90,
	hours: [{ weekday: 0, hour: 8, clicks: 500 }],
	networks: [{ network: 'linkedin', links: 40, clicks: 80 }],
};
const none = { days: 90, hours: [], networks: [] };

describe.each(LESSON_KEYS)('the lesson %s', (key) => {
	const lesson = LESSONS[key];
	const { en } = lesson.texts;

	test('is no page of its own beside the lessons', () => {
		expect(['edit', 'guidelines', 'certificate']).not.toContain(key);
	});

	test.each(LANGUAGES)('is whole in %s', (language) => {
		const text = lesson.texts[language];
		expect(lessonTextSchema.parse(text)).toEqual(text);
		expect(markup(text.body).length).toBeGreaterThan(3);
		const all = text.questions.map(({ right }) => right);
		expect(judge(text, all).passed).toBe(true);
		for (const { choices } of text.questions)
			expect(new Set(choices.map((choice) => choice.text)).size).toBe(choices.length);
	});

	test.each(LANGUAGES)('asks and answers the same in %s as in English', (language) => {
		const text = lesson.texts[language];
		const shape = ({ questions, templates }: typeof en) => ({
			questions: questions.map(({ choices, right }) => ({ right, choices: choices.length })),
			templates: templates.length,
		});
		expect(shape(text)).toEqual(shape(en));
		if (language !== 'en') expect(text.title).not.toBe(en.title);
	});

	test.each(LANGUAGES)('fills all its figures in, in %s', (language) => {
		const { figures: words } = lesson.texts[language];
		expect(words === null).toBe(lesson.figures === null);
		if (lesson.figures === null) return;
		const many = figureSentences(lesson.figures, figures, words, language);
		const few = figureSentences(lesson.figures, none, words, language);
		for (const sentence of [...many!.sentences, ...few!.sentences])
			expect(sentence).not.toMatch(/[{}]/);
		expect(many).not.toEqual(few);
	});
});

test('the first guidelines are whole in every language', () => {
	expect(guidelineTextsSchema.parse(FIRST_GUIDELINES)).toEqual(FIRST_GUIDELINES);
	expect(new Set(Object.values(FIRST_GUIDELINES)).size).toBe(LANGUAGES.length);
});

test('where a language is not written the English text is read, and said to be English', () => {
	const texts = { en: 'Hello', sv: null, it: 'Ciao' };
	expect(textIn(texts, 'sv')).toEqual({ text: 'Hello', language: 'en' });
	expect(textIn(texts, 'it')).toEqual({ text: 'Ciao', language: 'it' });
});
