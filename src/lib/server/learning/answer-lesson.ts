import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { LANGUAGES } from '#lib/domain/learn/languages.ts';
import { judge, MOST, type Judged } from '#lib/domain/learn/lesson.ts';
import { LESSON_KEYS } from '#lib/domain/learn/lessons/registry.ts';
import { guarded, withTransaction } from '../context.ts';
import { lessonPasses } from '../db/schema/learning.ts';
import { giveCertificate } from './give-certificate.ts';
import { lessonIn } from './lesson-in.ts';
import { learner } from './person.ts';

export const answerLessonSchema = z.strictObject({
	lesson: z.enum(LESSON_KEYS),
	language: z.enum(LANGUAGES),
	/** Of the text that was read. */
	revision: z.int32().min(0),
	/** One per question: the place of the choice, null for none. */
	answers: z.array(z.int().min(0).max(MOST.choices).nullable()).max(MOST.questions),
});

/**
 * Judges a person's answers; who has all of them right has passed the lesson, for good. Gives each answer's verdict with
 * its explanation, and whether this was the last part of the certificate. Throws Failure `conflict` (changed) when the
 * lesson was edited since it was read.
 */
export const answerLesson = guarded(
	'answerLesson',
	'learning.progress.own',
	answerLessonSchema,
	(ctx, { lesson, language, revision, answers }) =>
		withTransaction(
			ctx,
			async (tx): Promise<{ passed: boolean; answers: Judged[]; certified: boolean }> => {
				const { id: personId } = learner(tx);
				const stored = await lessonIn(tx, lesson, language);
				if (stored.revision !== revision)
					throw new Failure('conflict', 'The lesson was changed.', { reason: 'changed' });
				const judged = judge(stored.text, answers);
				if (!judged.passed) return { ...judged, certified: false };
				await tx.db
					.insert(lessonPasses)
					.values({ personId, lesson, at: tx.now })
					.onConflictDoNothing();
				return { ...judged, certified: await giveCertificate(tx, personId) };
			},
		),
);
