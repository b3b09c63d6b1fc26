import { expect, test } from 'vitest';
import { answersIn } from './answers.ts';

test('a form’s answers are read by their places', () => {
	const form = new Map([
		['answer-0', '1'],
		['answer-2', '0'],
		['answer-3', 'x'],
		['answer-4', '12'],
	]);
	expect(answersIn(form)).toEqual([1, null, 0]);
	expect(answersIn(new Map())).toEqual([]);
});
