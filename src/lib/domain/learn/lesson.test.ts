import { expect, test } from 'vitest';
import { judge, lessonTextSchema, type LessonText } from './lesson.ts';

const lesson: LessonText = {
	...{ title: 'T', summary: 'S', body: 'B', figures: null, templates: [] },
	questions: [
		{
			ask: 'Q1',
			choices: [
				{ text: 'a', why: 'no, a' },
				{ text: 'b', why: 'yes, b' },
			],
			right: 1,
		},
		{
			ask: 'Q2',
			choices: [
				{ text: 'c', why: 'yes, c' },
				{ text: 'd', why: 'no, d' },
			],
			right: 0,
		},
	],
};

test('all right is passed, each with its explanation', () => {
	expect(judge(lesson, [1, 0])).toEqual({
		passed: true,
		answers: [
			{ chosen: 1, right: true, why: 'yes, b' },
			{ chosen: 0, right: true, why: 'yes, c' },
		],
	});
});

test('a wrong answer is explained, and what was not chosen is not told', () => {
	expect(judge(lesson, [0, null])).toEqual({
		passed: false,
		answers: [
			{ chosen: 0, right: false, why: 'no, a' },
			{ chosen: null, right: false, why: null },
		],
	});
});

test('too few, too many and impossible answers pass nobody', () => {
	expect(judge(lesson, []).passed).toBe(false);
	expect(judge(lesson, [1]).passed).toBe(false);
	expect(judge(lesson, [1, 7]).answers[1]).toEqual({ chosen: null, right: false, why: null });
	expect(judge(lesson, [1, 0, 5]).passed).toBe(true);
});

test('a question needs a right choice among its own', () => {
	expect(lessonTextSchema.safeParse(lesson).success).toBe(true);
	const [question] = lesson.questions;
	const wrong = { ...lesson, questions: [{ ...question, right: 2 }] };
	expect(lessonTextSchema.safeParse(wrong).error?.issues[0]?.path).toEqual([
		'questions',
		0,
		'right',
	]);
	expect(lessonTextSchema.safeParse({ ...lesson, questions: [] }).success).toBe(false);
});
