import { sql } from 'drizzle-orm';
import {
	bigint,
	char,
	index,
	integer,
	numeric,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, instant } from './columns.ts';
import { contests } from './contests.ts';
import { people } from './people.ts';
import { links } from './posts.ts';

/** The import that brought the fact, where one did; unchecked, since a check per row would cost a third of an import. */
const ofImport = () => ({ importId: uuid() });

/**
 * Whose link it was, kept with the fact so that a person's day is read from one index. Only the link is checked: person and
 * post are copied from it, and each check is a look-up per fact, at the door and a million times in an import.
 */
const ofLink = () => ({
	linkId: uuid()
		.notNull()
		.references(() => links.id),
	personId: uuid().notNull(),
	postId: uuid().notNull(),
});

export const clicks = pgTable(
	'clicks',
	{
		id: id(),
		/** The sender's id, where the click came through the API. Facts are ordered by coalesce(external_id, id). */
		externalId: text(),
		...ofLink(),
		at: instant().notNull(),
		/**
		 * A keyed hash under the salt, thrown away since, of the day on which the click's window began; or the sender's opaque
		 * visitor. Null where not a candidate.
		 */
		visitor: text(),
		/**
		 * A candidate's network prefix (/24, /48) as a keyed hash under the same salt: says which clicks of one day came
		 * from one network, never which network. Emptied after 120 days; null where the click did not pass the door.
		 */
		network: text(),
		/** bot | prefetch | self | internal | duplicate | valid */
		verdict: text().notNull(),
		recordedAt: createdAt(),
		...ofImport(),
	},
	(t) => [
		// Partial: the door's own clicks, nearly all, have no sender's id and need no entry.
		uniqueIndex('clicks_external_id')
			.on(t.externalId)
			.where(sql`external_id is not null`),
		index('clicks_person_at').on(t.personId, t.at),
		index('clicks_link_visitor_at')
			.on(t.linkId, t.visitor, t.at)
			.where(sql`visitor is not null`),
		index('clicks_import')
			.on(t.importId)
			.where(sql`import_id is not null`),
	],
);

/** The dedupe window per link and visitor: the upsert on it decides duplicates. Swept when the window is over. */
export const visits = pgTable(
	'visits',
	{
		linkId: uuid().notNull(),
		visitor: text().notNull(),
		lastValidAt: instant().notNull(),
		lastAt: instant().notNull(),
	},
	// No index on last_at: repeats then update in place (HOT), and the daily sweep may read it all.
	(t) => [primaryKey({ columns: [t.linkId, t.visitor] })],
);

/** A day's salt for visitor hashes; rows older than yesterday are deleted. */
export const visitorSalts = pgTable('visitor_salts', {
	/** UTC day, YYYY-MM-DD. */
	day: text().primaryKey(),
	salt: text().notNull(),
	createdAt: createdAt(),
});

export const readings = pgTable(
	'readings',
	{
		id: id(),
		externalId: text().unique(),
		...ofLink(),
		at: instant().notNull(),
		/** like | comment | reshare | impression | reach */
		metric: text().notNull(),
		total: integer().notNull(),
		recordedAt: createdAt(),
		...ofImport(),
	},
	(t) => [
		index('readings_person_at').on(t.personId, t.at),
		index('readings_link_metric_at').on(t.linkId, t.metric, t.at),
		index('readings_import')
			.on(t.importId)
			.where(sql`import_id is not null`),
	],
);

/**
 * Readings of an import, judged, before it brings them in all at once (readings/staged.ts). Unlogged: what a crash of the
 * database empties is begun anew. Nobody reads it but the import that filled it.
 */
export const stagedReadings = pgTable(
	'staged_readings',
	{
		/** Of which run of an import: what a killed one leaves, or a statement of its that ends late, is nobody's. */
		run: uuid().notNull(),
		/** The batch of the file, from 0 on. */
		part: integer().notNull(),
		id: uuid().notNull(),
		externalId: text().notNull(),
		linkId: uuid().notNull(),
		at: instant().notNull(),
		metric: text().notNull(),
		total: integer().notNull(),
	},
	(t) => [index('staged_readings_part').on(t.run, t.part)],
);

export const conversions = pgTable(
	'conversions',
	{
		id: id(),
		externalId: text().unique(),
		...ofLink(),
		clickId: uuid(),
		at: instant().notNull(),
		kind: text().notNull(),
		value: numeric({ precision: 18, scale: 4 }),
		currency: char({ length: 3 }),
		recordedAt: createdAt(),
		...ofImport(),
	},
	(t) => [
		index('conversions_person_at').on(t.personId, t.at),
		// How many a click has brought already.
		index('conversions_click')
			.on(t.clickId)
			.where(sql`click_id is not null`),
		index('conversions_import')
			.on(t.importId)
			.where(sql`import_id is not null`),
	],
);

export const adjustments = pgTable(
	'adjustments',
	{
		id: id(),
		externalId: text().unique(),
		contestId: uuid()
			.notNull()
			.references(() => contests.id),
		personId: uuid()
			.notNull()
			.references(() => people.id),
		at: instant().notNull(),
		points: integer().notNull(),
		reason: text().notNull(),
		/** The adjustment that this one takes back, points and all: facts are never changed, only countered. */
		lifts: uuid().unique(),
		createdBy: uuid().references(() => people.id),
		recordedAt: createdAt(),
	},
	(t) => [index('adjustments_contest_person').on(t.contestId, t.personId)],
);

/** Exactly one target: a click, a conversion, a link's time range, or a person's. Active while liftedAt is null. */
export const voids = pgTable(
	'voids',
	{
		id: id(),
		/** Always set: whose facts are touched. */
		personId: uuid()
			.notNull()
			.references(() => people.id),
		clickId: uuid(),
		conversionId: uuid(),
		linkId: uuid(),
		/** Half open [from, to) for a link's or a person's range; null is unbounded. */
		fromAt: instant(),
		toAt: instant(),
		reason: text().notNull(),
		createdBy: uuid().references(() => people.id),
		createdAt: createdAt(),
		liftedAt: instant(),
		liftedBy: uuid().references(() => people.id),
	},
	(t) => [index('voids_person').on(t.personId)],
);

/**
 * "This person's metric changed around this instant." Plain rows without uniqueness: a mark becomes visible
 * exactly when its fact does. Scoring reads, applies and deletes them in one transaction.
 */
export const marks = pgTable('marks', {
	id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
	personId: uuid().notNull(),
	/**
	 * click | like | comment | reshare | conversion | adjustment; person: the name, team or groups changed;
	 * requirement: what a rank may ask for is held now */
	metric: text().notNull(),
	at: instant().notNull(),
	/** Set where only this contest still has to take it, because it was being rescored; null for all. */
	contestId: uuid(),
});
