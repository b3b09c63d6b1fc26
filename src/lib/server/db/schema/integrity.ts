import { sql } from 'drizzle-orm';
import {
	index,
	integer,
	jsonb,
	pgTable,
	text,
	unique,
	uniqueIndex,
	uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, instant } from './columns.ts';
import { contests } from './contests.ts';
import { people } from './people.ts';

/** Something that looks wrong, with its evidence. It points; only people decide. */
export const integrityFlags = pgTable(
	'integrity_flags',
	{
		id: id(),
		contestId: uuid()
			.notNull()
			.references(() => contests.id),
		/** The signal that raised it: domain/integrity/signals. */
		signal: text().notNull(),
		/** Names what it is about (a link and a day, a pair of people …): the same finding again is the same flag. */
		key: text().notNull(),
		personId: uuid()
			.notNull()
			.references(() => people.id),
		linkId: uuid(),
		/** What was seen, as the signal's schema has it: counts, spans and ids, never an address. */
		evidence: jsonb().notNull(),
		/** 1 to 3. */
		weight: integer().notNull(),
		/** open | dismissed | acted */
		state: text().notNull().default('open'),
		reason: text(),
		/** The void that was made of it. */
		voidId: uuid(),
		decidedBy: uuid().references(() => people.id),
		decidedAt: instant(),
		createdAt: createdAt(),
		updatedAt: instant().notNull().defaultNow(),
	},
	(t) => [
		unique('integrity_flags_key').on(t.contestId, t.signal, t.key),
		index().on(t.contestId, t.state),
	],
);

/** A person's objection to a void or an adjustment of theirs. */
export const disputes = pgTable(
	'disputes',
	{
		id: id(),
		/** void | adjustment */
		target: text().notNull(),
		targetId: uuid().notNull(),
		contestId: uuid()
			.notNull()
			.references(() => contests.id),
		personId: uuid()
			.notNull()
			.references(() => people.id),
		text: text().notNull(),
		/** open | upheld (the void stays) | granted (it was lifted) */
		state: text().notNull().default('open'),
		answer: text(),
		decidedBy: uuid().references(() => people.id),
		decidedAt: instant(),
		createdAt: createdAt(),
	},
	(t) => [
		// One at a time about the same thing.
		uniqueIndex('disputes_open')
			.on(t.target, t.targetId)
			.where(sql`state = 'open'`),
		index().on(t.contestId, t.state),
		index().on(t.personId),
	],
);

/** An adjustment above the threshold, until a second owner decides; only then is it a fact. */
export const adjustmentRequests = pgTable(
	'adjustment_requests',
	{
		id: id(),
		contestId: uuid()
			.notNull()
			.references(() => contests.id),
		personId: uuid()
			.notNull()
			.references(() => people.id),
		points: integer().notNull(),
		reason: text().notNull(),
		/** A program's own id and date, which the adjustment then has. */
		externalId: text().unique(),
		at: instant(),
		/** open | approved | refused */
		state: text().notNull().default('open'),
		adjustmentId: uuid(),
		createdBy: uuid().references(() => people.id),
		createdAt: createdAt(),
		decidedBy: uuid().references(() => people.id),
		decidedAt: instant(),
	},
	(t) => [index().on(t.contestId, t.state)],
);
