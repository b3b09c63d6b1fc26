import { sql } from 'drizzle-orm';
import {
	boolean,
	char,
	check,
	date,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	unique,
	uuid,
} from 'drizzle-orm/pg-core';
import type { ShowcaseRule } from '#lib/domain/showcase/rule.ts';
import { createdAt, id, instant } from './columns.ts';
import { people } from './people.ts';
import { links, posts } from './posts.ts';

/** The one row of how a month's best posts are chosen; none until an owner saves it. */
export const showcaseSettings = pgTable('showcase_settings', {
	/** Always 1. */
	id: integer().primaryKey(),
	rule: jsonb().$type<ShowcaseRule>().notNull(),
	changedAt: instant().notNull(),
});

/** A calendar month's showcase: a draft until it is published. */
export const showcaseEditions = pgTable(
	'showcase_editions',
	{
		/** YYYY-MM, in the program's zone. */
		month: char({ length: 7 }).primaryKey(),
		/** By which its posts were suggested. */
		rule: jsonb().$type<ShowcaseRule>().notNull(),
		/** What the curator says to all of it; empty: nothing. */
		intro: text().notNull().default(''),
		preparedAt: instant().notNull(),
		/** Rises with every change of a curator's: who saves what another has changed meanwhile is told. */
		revision: integer().notNull().default(1),
		changedBy: uuid().references(() => people.id),
		publishedAt: instant(),
		publishedBy: uuid().references(() => people.id),
		/** From when its letter goes out; null: nobody gets one. */
		lettersAt: instant(),
	},
	(t) => [
		index('showcase_editions_published')
			.on(t.month)
			.where(sql`published_at is not null`),
	],
);

/** A post that could stand in a month's showcase, with what it brought in that month. */
export const showcaseEntries = pgTable(
	'showcase_entries',
	{
		id: id(),
		month: char({ length: 7 })
			.notNull()
			.references(() => showcaseEditions.month, { onDelete: 'cascade' }),
		linkId: uuid()
			.notNull()
			.references(() => links.id, { onDelete: 'cascade' }),
		personId: uuid()
			.notNull()
			.references(() => people.id, { onDelete: 'cascade' }),
		postId: uuid()
			.notNull()
			.references(() => posts.id),
		clicks: integer().notNull(),
		conversations: integer().notNull(),
		/** Clicks, comments, likes and reshares. */
		engagements: integer().notNull(),
		impressions: integer().notNull(),
		/** Its place by the rule, from 1. */
		rank: integer().notNull(),
		/** auto | pin | out */
		decision: text().notNull().default('auto'),
		/** Where a curator pinned it. */
		pinnedAt: integer(),
		/** Why it is left out. */
		reason: text().notNull().default(''),
		/** What the curator says of it. */
		comment: text().notNull().default(''),
		/** Where it stands in the showcase, from 1; null: it does not. */
		place: integer(),
		/** When its author was asked. */
		askedAt: instant(),
		/** yes | no, of the author for this post. */
		answer: text(),
		answeredAt: instant(),
		/** The public name of its code on posters. */
		code: text().notNull().unique(),
	},
	(t) => [
		unique('showcase_entries_once').on(t.month, t.linkId),
		index('showcase_entries_person').on(t.personId),
		index('showcase_entries_link').on(t.linkId),
		check('showcase_entries_decision', sql`decision in ('auto', 'pin', 'out')`),
		check('showcase_entries_answer', sql`answer in ('yes', 'no')`),
	],
);

/** What an author said once for all; no row: ask. */
export const showcaseAuthors = pgTable(
	'showcase_authors',
	{
		personId: uuid()
			.primaryKey()
			.references(() => people.id, { onDelete: 'cascade' }),
		/** ask | always | never */
		permission: text().notNull(),
		changedAt: instant().notNull(),
	},
	() => [check('showcase_authors_permission', sql`permission in ('ask', 'always', 'never')`)],
);

/** How many scanned a post's code on a poster, by UTC day: neither who nor from where. */
export const showcaseScans = pgTable(
	'showcase_scans',
	{
		entryId: uuid()
			.notNull()
			.references(() => showcaseEntries.id, { onDelete: 'cascade' }),
		day: date({ mode: 'string' }).notNull(),
		scans: integer().notNull(),
	},
	(t) => [primaryKey({ columns: [t.entryId, t.day] })],
);

/** Who wants the showcase brought to them. */
export const showcaseReaders = pgTable('showcase_readers', {
	personId: uuid()
		.primaryKey()
		.references(() => people.id, { onDelete: 'cascade' }),
	/** The monthly letter by mail. */
	letter: boolean().notNull().default(false),
	/** Stands in the letter: whoever has it ends the letters, and nothing else. */
	letterKey: text().notNull().unique(),
	/** Stands in the address of their feed; null: they have none. */
	feedKey: text().unique(),
});

/** Letters to send and sent; swept half a year later. */
export const showcaseLetters = pgTable(
	'showcase_letters',
	{
		month: char({ length: 7 })
			.notNull()
			.references(() => showcaseEditions.month, { onDelete: 'cascade' }),
		personId: uuid()
			.notNull()
			.references(() => people.id, { onDelete: 'cascade' }),
		createdAt: createdAt(),
		/** When the mail server took it. */
		sentAt: instant(),
		tries: integer().notNull().default(0),
		/** When it is tried again after a failure; null: not before the letters go out. */
		nextAt: instant(),
	},
	(t) => [
		primaryKey({ columns: [t.month, t.personId] }),
		index('showcase_letters_waiting')
			.on(t.month)
			.where(sql`sent_at is null`),
	],
);
