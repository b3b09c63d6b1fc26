import type { Lesson } from '../lesson.ts';
import { confidential } from './confidential/lesson.ts';
import { disclosure } from './disclosure/lesson.ts';
import { networks } from './networks/lesson.ts';
import { timing } from './timing/lesson.ts';

/** Every lesson, in the order of the course: one folder each, with one file per language. */
export const LESSONS = {
	disclosure,
	confidential,
	networks,
	timing,
} as const satisfies Record<string, Lesson>;

export type LessonKey = keyof typeof LESSONS;
export const LESSON_KEYS = Object.keys(LESSONS) as LessonKey[];

/** Whether a word of an address names a lesson. */
export function isLessonKey(word: string): word is LessonKey {
	return Object.hasOwn(LESSONS, word);
}
