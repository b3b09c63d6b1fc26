import { expect, test } from 'vitest';
import { lessonTextSchema, type LessonText } from './lesson.ts';
import { FIELD, lessonIn } from './lesson-form.ts';
import { LESSON_KEYS, LESSONS } from './lessons/registry.ts';

/** The form as its page fills it. */
function formOf(lesson: LessonText): Map<string, string> {
	const form = new Map([
		['title', lesson.title],
		['summary', lesson.summary],
		['body', lesson.body],
	]);
	for (const [part, text] of Object.entries(lesson.figures ?? {}))
		form.set(`figures-${part}`, text);
	for (const [place, { name, text }] of lesson.templates.entries()) {
		form.set(FIELD.template(place, 'name'), name);
		form.set(FIELD.template(place, 'text'), text);
	}
	for (const [question, { ask, choices, right }] of lesson.questions.entries()) {
		form.set(FIELD.ask(question), ask);
		form.set(FIELD.right(question), String(right));
		for (const [place, { text, why }] of choices.entries()) {
			form.set(FIELD.choice(question, place, 'text'), text);
			form.set(FIELD.choice(question, place, 'why'), why);
		}
	}
	return form;
}

test.each(LESSON_KEYS)('the lesson %s goes through its form unchanged', (key) => {
	const text = LESSONS[key].texts.en;
	expect(lessonIn(formOf(text))).toEqual(text);
});

test('what is left empty is dropped, and the right answer stays the same one', () => {
	const form = formOf(LESSONS.disclosure.texts.en);
	form.set(FIELD.ask(1), ' ');
	form.set(FIELD.choice(0, 0, 'text'), '');
	form.set(FIELD.template(0, 'text'), '');
	const read = lessonIn(form);
	expect(read.questions.length).toBe(2);
	expect(read.questions[0]?.choices.length).toBe(2);
	expect(read.questions[0]?.right).toBe(0);
	expect(read.templates.length).toBe(2);
});

test('a question without a right answer is refused by the schema', () => {
	const form = formOf(LESSONS.disclosure.texts.en);
	form.delete(FIELD.right(0));
	const read = lessonIn(form);
	expect(read.questions[0]?.right).toBe(-1);
	expect(lessonTextSchema.safeParse(read).success).toBe(false);
	expect(lessonIn(new Map())).toMatchObject({ title: '', figures: null, questions: [] });
});
