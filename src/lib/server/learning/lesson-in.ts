import { and, eq } from 'drizzle-orm';
import type { Language } from '#lib/domain/learn/languages.ts';
import { lessonTextSchema, type LessonText } from '#lib/domain/learn/lesson.ts';
import { LESSONS, type LessonKey } from '#lib/domain/learn/lessons/registry.ts';
import type { Ctx } from '../context.ts';
import { lessonTexts } from '../db/schema/learning.ts';

export type StoredLesson = { text: LessonText; revision: number; updatedAt: Date | null };

/** A lesson in one language: the owner's text, or else the one that ships, which has revision 0. Throws a ZodError when a stored one no longer parses. */
export async function lessonIn(
	ctx: Pick<Ctx, 'db'>,
	key: LessonKey,
	language: Language,
): Promise<StoredLesson> {
	const [row] = await ctx.db
		.select()
		.from(lessonTexts)
		.where(and(eq(lessonTexts.lesson, key), eq(lessonTexts.language, language)));
	if (!row) return { text: LESSONS[key].texts[language], revision: 0, updatedAt: null };
	return {
		text: lessonTextSchema.parse(row.content),
		revision: row.revision,
		updatedAt: row.updatedAt,
	};
}

/** Titles and summaries of every lesson in one language, by key. */
export async function lessonHeads(ctx: Pick<Ctx, 'db'>, language: Language) {
	const rows = await ctx.db
		.select({ lesson: lessonTexts.lesson, content: lessonTexts.content })
		.from(lessonTexts)
		.where(eq(lessonTexts.language, language));
	const own = new Map(rows.map((row) => [row.lesson, row.content as LessonText]));
	return (key: LessonKey): Pick<LessonText, 'title' | 'summary'> =>
		own.get(key) ?? LESSONS[key].texts[language];
}
