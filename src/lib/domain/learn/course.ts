import { LESSON_KEYS, type LessonKey } from './lessons/registry.ts';

/** Rises when what the certificate stands for becomes another thing; certificates name theirs. */
export const EDITION = 1;

export type Progress = {
	passed: readonly string[];
	/** The guidelines in force; null before any are published. */
	guidelines: { version: number; accepted: boolean } | null;
};

/** What is missing for the certificate: lessons to pass, and whether the guidelines in force are to be accepted. */
export function missing({ passed, guidelines }: Progress): {
	lessons: LessonKey[];
	guidelines: boolean;
} {
	return {
		lessons: LESSON_KEYS.filter((key) => !passed.includes(key)),
		guidelines: guidelines !== null && !guidelines.accepted,
	};
}

/** Whether all that the certificate stands for is done. */
export function isComplete(progress: Progress): boolean {
	const { lessons, guidelines } = missing(progress);
	return lessons.length === 0 && !guidelines;
}
