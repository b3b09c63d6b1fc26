import { and, desc, eq, lt } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { figureSentences } from '#lib/domain/learn/figures.ts';
import { textIn, type GuidelinesView } from '#lib/domain/learn/guidelines.ts';
import { LANGUAGES } from '#lib/domain/learn/languages.ts';
import { LESSON_KEYS, LESSONS } from '#lib/domain/learn/lessons/registry.ts';
import type { CertificateView, LearningView, LessonView } from '#lib/domain/learn/view.ts';
import { wordsChanged } from '#lib/domain/learn/words-changed.ts';
import { guarded } from '../context.ts';
import {
	certificates,
	disclosurePledges,
	guidelineAcceptances,
	guidelineVersions,
} from '../db/schema/learning.ts';
import { readProgram } from '../programs/queries.ts';
import { companyFigures } from './company-figures.ts';
import { acceptedAt, guidelinesInForce, passesOf } from './in-force.ts';
import { lessonHeads, lessonIn } from './lesson-in.ts';
import { learner } from './person.ts';

const languageSchema = z.strictObject({ language: z.enum(LANGUAGES) });
const iso = (at: Date | null | undefined) => at?.toISOString() ?? null;

/** A person's own way through the course: lessons, guidelines, promise, certificate. */
export const readLearning = guarded(
	'readLearning',
	'learning.progress.own',
	languageSchema,
	async (ctx, { language }): Promise<LearningView> => {
		const { id } = learner(ctx);
		const [headOf, passed, inForce, [pledge], [certificate]] = await Promise.all([
			lessonHeads(ctx, language),
			passesOf(ctx, id),
			guidelinesInForce(ctx),
			ctx.db.select().from(disclosurePledges).where(eq(disclosurePledges.personId, id)),
			ctx.db
				.select()
				.from(certificates)
				.where(eq(certificates.personId, id))
				.orderBy(desc(certificates.edition)),
		]);
		return {
			language,
			lessons: LESSON_KEYS.map((key) => {
				const { title, summary } = headOf(key);
				const { minutes } = LESSONS[key];
				return { key, title, summary, minutes, passedAt: iso(passed.get(key)) };
			}),
			guidelines: inForce
				? {
						version: inForce.version,
						acceptedAt: iso(await acceptedAt(ctx, id, inForce.version)),
					}
				: null,
			pledgedAt: iso(pledge?.at),
			certifiedAt: iso(certificate?.at),
		};
	},
);

/** One lesson with the company's own figures in its words; which choices are right is not told. */
export const readLesson = guarded(
	'readLesson',
	'learning.progress.own',
	z.strictObject({ lesson: z.enum(LESSON_KEYS), language: z.enum(LANGUAGES) }),
	async (ctx, { lesson: key, language }): Promise<LessonView> => {
		const { id } = learner(ctx);
		const { minutes, figures } = LESSONS[key];
		const [{ text, revision }, passed, headOf] = await Promise.all([
			lessonIn(ctx, key, language),
			passesOf(ctx, id),
			lessonHeads(ctx, language),
		]);
		const next = LESSON_KEYS[LESSON_KEYS.indexOf(key) + 1];
		return {
			...{ key, language, revision, minutes, passedAt: iso(passed.get(key)) },
			...{ title: text.title, summary: text.summary, body: text.body, templates: text.templates },
			figures:
				figures === null
					? null
					: figureSentences(figures, await companyFigures(ctx), text.figures, language),
			questions: text.questions.map(({ ask, choices }) => ({
				ask,
				choices: choices.map((choice) => choice.text),
			})),
			next: next ? { key: next, title: headOf(next).title } : null,
		};
	},
);

/** The guidelines in force as this person has them: accepted or not, and what is new since the version accepted last. Null before any. */
export const readGuidelines = guarded(
	'readGuidelines',
	'learning.progress.own',
	languageSchema,
	async (ctx, wished): Promise<GuidelinesView | null> => {
		const { id } = learner(ctx);
		const inForce = await guidelinesInForce(ctx);
		if (!inForce) return null;
		const { version, note, publishedAt, texts } = inForce;
		const { text, language } = textIn(texts, wished.language);
		const [last] = await ctx.db
			.select({ version: guidelineVersions.version, texts: guidelineVersions.texts })
			.from(guidelineAcceptances)
			.innerJoin(guidelineVersions, eq(guidelineVersions.version, guidelineAcceptances.version))
			.where(and(eq(guidelineAcceptances.personId, id), lt(guidelineVersions.version, version)))
			.orderBy(desc(guidelineVersions.version))
			.limit(1);
		return {
			...{ version, note, text, language },
			publishedAt: publishedAt.toISOString(),
			acceptedAt: iso(await acceptedAt(ctx, id, version)),
			since: last
				? {
						version: last.version,
						changes: wordsChanged(textIn(last.texts, language).text, text),
					}
				: null,
		};
	},
);

/** A person's own certificate. Throws Failure `not_found` before it is earned. */
export const readCertificate = guarded(
	'readCertificate',
	'learning.progress.own',
	languageSchema,
	async (ctx, { language }): Promise<CertificateView> => {
		const { id, name } = learner(ctx);
		const [row] = await ctx.db
			.select()
			.from(certificates)
			.where(eq(certificates.personId, id))
			.orderBy(desc(certificates.edition))
			.limit(1);
		if (!row) throw new Failure('not_found', 'There is no certificate yet.');
		const { name: program, timeZone } = await readProgram(ctx);
		const headOf = await lessonHeads(ctx, language);
		return {
			...{ name, program, timeZone, edition: row.edition, guidelines: row.guidelines },
			at: row.at.toISOString(),
			lessons: LESSON_KEYS.map((key) => headOf(key).title),
		};
	},
);
