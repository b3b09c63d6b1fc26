import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { LANGUAGES } from '#lib/domain/learn/languages.ts';
import { lessonTextSchema } from '#lib/domain/learn/lesson.ts';
import { LESSON_KEYS } from '#lib/domain/learn/lessons/registry.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { lessonTexts } from '../db/schema/learning.ts';

const which = {
	lesson: z.enum(LESSON_KEYS),
	language: z.enum(LANGUAGES),
	/** Of the text that was edited; 0 is the one that ships. */
	revision: z.int32().min(0),
};

const stale = () =>
	new Failure('conflict', 'Somebody has saved this lesson meanwhile.', { reason: 'stale' });

/** Stores an owner's own text of a lesson in one language. Gives its revision; throws Failure `conflict` (stale) and `invalid`. */
export const saveLesson = guarded(
	'saveLesson',
	'learning.write',
	z.strictObject({ ...which, text: lessonTextSchema }),
	(ctx, { lesson, language, revision, text }) =>
		withTransaction(ctx, async (tx): Promise<{ revision: number }> => {
			const updatedBy = tx.actor.kind === 'person' ? tx.actor.id : null;
			const content = { content: text, updatedBy, updatedAt: tx.now };
			const rows =
				revision === 0
					? await tx.db
							.insert(lessonTexts)
							.values({ lesson, language, ...content })
							.onConflictDoNothing()
							.returning({ revision: lessonTexts.revision })
					: await tx.db
							.update(lessonTexts)
							.set({ ...content, revision: revision + 1 })
							.where(sql`lesson = ${lesson} and language = ${language} and revision = ${revision}`)
							.returning({ revision: lessonTexts.revision });
			const [saved] = rows;
			if (!saved) throw stale();
			await appendAudit(tx, {
				action: 'lesson.save',
				target: `lesson:${lesson}`,
				details: { language, title: text.title, questions: text.questions.length },
			});
			return saved;
		}),
);

/** Goes back to the text that ships. Throws Failure `conflict` (stale) when the stored text is another one by now. */
export const resetLesson = guarded(
	'resetLesson',
	'learning.write',
	z.strictObject(which),
	(ctx, { lesson, language, revision }) =>
		withTransaction(ctx, async (tx): Promise<void> => {
			const gone = await tx.db
				.delete(lessonTexts)
				.where(sql`lesson = ${lesson} and language = ${language} and revision = ${revision}`)
				.returning({ lesson: lessonTexts.lesson });
			if (gone.length === 0) throw stale();
			await appendAudit(tx, {
				action: 'lesson.reset',
				target: `lesson:${lesson}`,
				details: { language },
			});
		}),
);
