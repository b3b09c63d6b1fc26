import { expect, test } from 'vitest';
import { isComplete, missing } from './course.ts';
import { isLessonKey, LESSON_KEYS } from './lessons/registry.ts';

test('all lessons and the guidelines in force make the certificate', () => {
	const passed = LESSON_KEYS;
	expect(isComplete({ passed, guidelines: { version: 2, accepted: true } })).toBe(true);
	expect(isComplete({ passed, guidelines: null })).toBe(true);
});

test('what is missing is named', () => {
	const [first, ...others] = LESSON_KEYS;
	const progress = { passed: others, guidelines: { version: 2, accepted: false } };
	expect(missing(progress)).toEqual({ lessons: [first], guidelines: true });
	expect(isComplete(progress)).toBe(false);
	expect(isComplete({ passed: LESSON_KEYS, guidelines: { version: 1, accepted: false } })).toBe(
		false,
	);
});

test('a lesson is known by its key alone', () => {
	expect(isLessonKey('timing')).toBe(true);
	expect(isLessonKey('toString')).toBe(false);
});
