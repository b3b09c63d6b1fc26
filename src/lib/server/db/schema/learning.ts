import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { GuidelineTexts } from '#lib/domain/learn/guidelines.ts';
import { createdAt, instant } from './columns.ts';
import { people } from './people.ts';

/** The guidelines as they were published, one row per version; never changed. */
export const guidelineVersions = pgTable('guideline_versions', {
	/** From 1, without gaps. */
	version: integer().primaryKey(),
	/** Text by language; domain/learn/guidelines.ts. */
	texts: jsonb().$type<GuidelineTexts>().notNull(),
	/** What is new, in the owner's words. */
	note: text().notNull(),
	publishedBy: uuid().references(() => people.id),
	publishedAt: createdAt(),
});

/** Who accepted which version, when, and in which language it was read. */
export const guidelineAcceptances = pgTable(
	'guideline_acceptances',
	{
		personId: uuid()
			.notNull()
			.references(() => people.id),
		version: integer()
			.notNull()
			.references(() => guidelineVersions.version),
		language: text().notNull(),
		at: instant().notNull(),
	},
	(t) => [primaryKey({ columns: [t.personId, t.version] })],
);

/** The promise to say "I work here" in every post of one's own. */
export const disclosurePledges = pgTable('disclosure_pledges', {
	personId: uuid()
		.primaryKey()
		.references(() => people.id),
	at: instant().notNull(),
});

/** An owner's own text of a lesson, instead of the one that ships. */
export const lessonTexts = pgTable(
	'lesson_texts',
	{
		lesson: text().notNull(),
		language: text().notNull(),
		/** domain/learn/lesson.ts */
		content: jsonb().notNull(),
		/** Rises with every save: of two owners at once one is told. */
		revision: integer().notNull().default(1),
		updatedBy: uuid().references(() => people.id),
		updatedAt: instant().notNull().defaultNow(),
	},
	(t) => [primaryKey({ columns: [t.lesson, t.language] })],
);

/** Lessons whose questions a person has answered, the first time. */
export const lessonPasses = pgTable(
	'lesson_passes',
	{
		personId: uuid()
			.notNull()
			.references(() => people.id),
		lesson: text().notNull(),
		at: instant().notNull(),
	},
	(t) => [primaryKey({ columns: [t.personId, t.lesson] })],
);

/** Given once per edition of the course, when its last part is done. */
export const certificates = pgTable(
	'certificates',
	{
		personId: uuid()
			.notNull()
			.references(() => people.id),
		/** Of the course: domain/learn/course.ts. */
		edition: integer().notNull(),
		/** The guidelines that were accepted for it; null where there were none. */
		guidelines: integer(),
		at: instant().notNull(),
	},
	(t) => [primaryKey({ columns: [t.personId, t.edition] })],
);

/** What somebody ticked off or put aside on a checklist by hand; all else ticks itself. */
export const checklistMarks = pgTable(
	'checklist_marks',
	{
		/** launch | first_week */
		list: text().notNull(),
		item: text().notNull(),
		personId: uuid()
			.notNull()
			.references(() => people.id, { onDelete: 'cascade' }),
		/** done | dismissed */
		state: text().notNull(),
		at: instant().notNull(),
	},
	(t) => [primaryKey({ columns: [t.list, t.item, t.personId] })],
);
