import { sql } from 'drizzle-orm';
import {
	boolean,
	char,
	check,
	index,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, instant } from './columns.ts';
import { people } from './people.ts';

/** Somebody thanked somebody. */
export const recognitions = pgTable(
	'recognitions',
	{
		id: id(),
		fromPerson: uuid()
			.notNull()
			.references(() => people.id),
		toPerson: uuid()
			.notNull()
			.references(() => people.id),
		/** Plain text: what looks like markup is text. */
		message: text().notNull(),
		/** Whether colleagues may read it; false: only the two. */
		public: boolean().notNull(),
		/** The key of a badge that goes with it. */
		badge: text(),
		createdAt: createdAt(),
		/** The giver took it back within the hour: nobody reads it any more. */
		withdrawnAt: instant(),
		/** The thanked said that it may be shown although they don't appear by name. */
		agreedAt: instant(),
		/** The thanked wants it to be seen by nobody else. */
		keptAt: instant(),
	},
	(t) => [
		index('recognitions_giver').on(t.fromPerson, t.createdAt),
		index('recognitions_thanked').on(t.toPerson, t.createdAt),
		index('recognitions_latest')
			.on(t.createdAt)
			.where(sql`public and withdrawn_at is null`),
		check('recognitions_not_oneself', sql`from_person <> to_person`),
	],
);

/** Who is proposed as a month's ambassador, by whom and why. */
export const nominations = pgTable(
	'nominations',
	{
		id: id(),
		/** YYYY-MM, in the program's zone. */
		month: char({ length: 7 }).notNull(),
		personId: uuid()
			.notNull()
			.references(() => people.id),
		nominatedBy: uuid()
			.notNull()
			.references(() => people.id),
		reason: text().notNull(),
		createdAt: createdAt(),
	},
	(t) => [
		uniqueIndex('nominations_once').on(t.month, t.personId),
		check('nominations_not_oneself', sql`person_id <> nominated_by`),
	],
);

/** One vote each and month; it can be moved until the month's ambassador is announced. */
export const nominationVotes = pgTable(
	'nomination_votes',
	{
		month: char({ length: 7 }).notNull(),
		voterId: uuid()
			.notNull()
			.references(() => people.id),
		nominationId: uuid()
			.notNull()
			.references(() => nominations.id, { onDelete: 'cascade' }),
		at: instant().notNull().defaultNow(),
	},
	(t) => [primaryKey({ columns: [t.month, t.voterId] }), index().on(t.nominationId)],
);

/** The ambassadors of the month, once announced. */
export const ambassadors = pgTable('ambassadors', {
	month: char({ length: 7 }).primaryKey(),
	personId: uuid()
		.notNull()
		.references(() => people.id),
	reason: text().notNull(),
	/** vote | decision */
	decidedBy: text().notNull(),
	announcedBy: uuid()
		.notNull()
		.references(() => people.id),
	announcedAt: createdAt(),
});
