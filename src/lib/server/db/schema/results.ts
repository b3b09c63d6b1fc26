import { sql } from 'drizzle-orm';
import {
	bigint,
	char,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	unique,
	uniqueIndex,
	uuid,
} from 'drizzle-orm/pg-core';
import { bytea, createdAt, id, instant } from './columns.ts';
import { contests, prizes } from './contests.ts';
import { people } from './people.ts';

/** What a contest ended with: written once, never changed. A correction is the next number, linked to what it corrects. */
export const contestResults = pgTable(
	'contest_results',
	{
		id: id(),
		contestId: uuid()
			.notNull()
			.references(() => contests.id),
		number: integer().notNull(),
		/** The result that this one corrects; null for the first. */
		corrects: uuid(),
		/** Why it was corrected. */
		reason: text(),
		/** The canonical text that the hash is of (domain/results/document.ts): table, rules, prizes won, digest of the facts. */
		document: text().notNull(),
		/** Lower-case hex. */
		sha256: char({ length: 64 }).notNull(),
		factsDigest: char({ length: 64 }).notNull(),
		facts: integer().notNull(),
		/** SHA-256 of the replay file, and its size in bytes before packing. */
		replaySha256: char({ length: 64 }).notNull(),
		replayBytes: bigint({ mode: 'number' }).notNull(),
		/** Who competed or had facts, as they were then: a correction is made for the same people (results/people.ts). */
		people: jsonb().notNull(),
		createdBy: uuid().references(() => people.id),
		createdAt: createdAt(),
	},
	(t) => [unique('contest_results_number').on(t.contestId, t.number)],
);

/** A result's replay file as it was written, gzip in pieces of about 256 kB: what is downloaded later is that, byte by byte. */
export const contestResultFiles = pgTable(
	'contest_result_files',
	{
		resultId: uuid()
			.notNull()
			.references(() => contestResults.id),
		/** From 0. */
		part: integer().notNull(),
		bytes: bytea().notNull(),
	},
	(t) => [primaryKey({ columns: [t.resultId, t.part] })],
);

/** A prize given to a person, from offered to handed over. `slot` numbers a prize's pieces, 0 being none: nothing is given twice. */
export const prizeAwards = pgTable(
	'prize_awards',
	{
		id: id(),
		contestId: uuid()
			.notNull()
			.references(() => contests.id),
		prizeId: uuid()
			.notNull()
			.references(() => prizes.id),
		resultId: uuid()
			.notNull()
			.references(() => contestResults.id),
		personId: uuid()
			.notNull()
			.references(() => people.id),
		slot: integer().notNull(),
		/** Place or order of the draw that won it. */
		place: integer(),
		/** offered | accepted | approved | handed_over | declined | withdrawn */
		state: text().notNull().default('offered'),
		/** What is needed to deliver it; private to the winner and owners, emptied after hand-over. */
		delivery: text(),
		note: text(),
		/** The award by which it went on to somebody else, after this one was declined or withdrawn. */
		passedTo: uuid(),
		/** Rises with every step; a step must name the one it saw. */
		revision: integer().notNull().default(1),
		changedBy: uuid().references(() => people.id),
		createdAt: createdAt(),
		updatedAt: instant().notNull().defaultNow(),
	},
	(t) => [
		index().on(t.contestId),
		index().on(t.personId),
		unique('prize_awards_person').on(t.prizeId, t.personId, t.resultId),
		// A piece that was declined or withdrawn may be given on; of those in force there is one, and one a person.
		uniqueIndex('prize_awards_slot')
			.on(t.prizeId, t.slot)
			.where(sql`state not in ('declined', 'withdrawn')`),
		uniqueIndex('prize_awards_holder')
			.on(t.prizeId, t.personId)
			.where(sql`state not in ('declined', 'withdrawn')`),
	],
);

/**
 * Lots of who was erased, of before their external id was changed because it told who they were: a draw that was held is done
 * again, and a result corrected, with the lots that there were.
 */
export const keptLots = pgTable(
	'kept_lots',
	{
		contestId: uuid()
			.notNull()
			.references(() => contests.id),
		/** The prize's place in the contest's list, from 1. */
		prize: integer().notNull(),
		personId: uuid()
			.notNull()
			.references(() => people.id, { onDelete: 'cascade' }),
		/** domain/prizes/draw.ts, lower-case hex. */
		lot: char({ length: 64 }).notNull(),
	},
	(t) => [primaryKey({ columns: [t.contestId, t.prize, t.personId] })],
);

/** A reveal under way: its steps are fixed when it begins, so that every screen shows the same at the same step. */
export const contestReveals = pgTable('contest_reveals', {
	contestId: uuid()
		.primaryKey()
		.references(() => contests.id),
	/** running | done */
	state: text().notNull(),
	/** 0 is the title, before anybody is shown. */
	step: integer().notNull().default(0),
	/** domain/reveal/steps.ts */
	steps: jsonb().notNull(),
	/** Rises with every step, forward or back. */
	revision: integer().notNull().default(1),
	startedBy: uuid().references(() => people.id),
	createdAt: createdAt(),
	updatedAt: instant().notNull().defaultNow(),
});
