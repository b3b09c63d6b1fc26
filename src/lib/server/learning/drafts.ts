import { count, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { FIRST_GUIDELINES } from '#lib/domain/learn/first-guidelines/registry.ts';
import { LANGUAGES, type Language } from '#lib/domain/learn/languages.ts';
import { LESSON_KEYS, LESSONS, type LessonKey } from '#lib/domain/learn/lessons/registry.ts';
import type { GuidelinesDraft, LessonDraft } from '#lib/domain/learn/view.ts';
import { guarded } from '../context.ts';
import { guidelineAcceptances, guidelineVersions, lessonTexts } from '../db/schema/learning.ts';
import { people } from '../db/schema/people.ts';
import { lessonIn } from './lesson-in.ts';

/** The guidelines to edit: those in force with who accepted them, or the ones to begin with. */
export const readGuidelinesDraft = guarded(
	'readGuidelinesDraft',
	'learning.write',
	z.strictObject({}),
	async (ctx): Promise<GuidelinesDraft> => {
		const versions = await ctx.db
			.select({ row: guidelineVersions, by: people.name })
			.from(guidelineVersions)
			.leftJoin(people, eq(people.id, guidelineVersions.publishedBy))
			.orderBy(desc(guidelineVersions.version));
		const inForce = versions[0]?.row;
		const [[accepted], [everybody]] = await Promise.all([
			ctx.db
				.select({ n: count() })
				.from(guidelineAcceptances)
				.where(eq(guidelineAcceptances.version, inForce?.version ?? 0)),
			ctx.db.select({ n: count() }).from(people).where(eq(people.active, true)),
		]);
		return {
			version: inForce?.version ?? 0,
			texts: inForce?.texts ?? FIRST_GUIDELINES,
			accepted: accepted!.n,
			people: everybody!.n,
			history: versions.map(({ row: { version, note, publishedAt }, by }) => ({
				...{ version, note, by },
				publishedAt: publishedAt.toISOString(),
			})),
		};
	},
);

/** One lesson in one language to edit. */
export const readLessonDraft = guarded(
	'readLessonDraft',
	'learning.write',
	z.strictObject({ lesson: z.enum(LESSON_KEYS), language: z.enum(LANGUAGES) }),
	async (ctx, { lesson: key, language }): Promise<LessonDraft> => {
		const { text, revision, updatedAt } = await lessonIn(ctx, key, language);
		return { key, language, revision, text, updatedAt: updatedAt?.toISOString() ?? null };
	},
);

/** Every lesson by its shipped English title, with the languages in which an owner has a text of their own. */
export const listLessonDrafts = guarded(
	'listLessonDrafts',
	'learning.write',
	z.strictObject({}),
	async (ctx): Promise<{ key: LessonKey; title: string; own: Language[] }[]> => {
		const rows = await ctx.db
			.select({ lesson: lessonTexts.lesson, language: lessonTexts.language })
			.from(lessonTexts);
		return LESSON_KEYS.map((key) => ({
			...{ key, title: LESSONS[key].texts.en.title },
			own: LANGUAGES.filter((language) =>
				rows.some((row) => row.lesson === key && row.language === language),
			),
		}));
	},
);
