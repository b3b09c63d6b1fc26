import {
	bigint,
	boolean,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	uuid,
} from 'drizzle-orm/pg-core';
import type { Shown, Surface } from '#lib/domain/people/appearance.ts';
import { instant } from './columns.ts';
import { people } from './people.ts';

/** How somebody wants to appear on a surface; no row: by name. */
export const appearances = pgTable(
	'appearances',
	{
		personId: uuid()
			.notNull()
			.references(() => people.id, { onDelete: 'cascade' }),
		/** domain/people/appearance.ts */
		surface: text().$type<Surface>().notNull(),
		/** name | pseudonym | hidden */
		shown: text().$type<Shown>().notNull(),
		updatedAt: instant().notNull().defaultNow(),
	},
	(t) => [primaryKey({ columns: [t.personId, t.surface] })],
);

/** What stands for somebody who does not appear by name: made once, kept for good, so that it is always the same. */
export const pseudonyms = pgTable('pseudonyms', {
	personId: uuid()
		.primaryKey()
		.references(() => people.id, { onDelete: 'cascade' }),
	name: text().notNull().unique(),
	/** In place of the external id: one for the pseudonym, another one where nobody is named. */
	key: text().notNull().unique(),
	hiddenKey: text().notNull().unique(),
	avatarSeed: text().notNull(),
});

/** What somebody tells of themselves. */
export const profiles = pgTable('profiles', {
	personId: uuid()
		.primaryKey()
		.references(() => people.id, { onDelete: 'cascade' }),
	about: text().notNull().default(''),
	topics: text().array().notNull().default([]),
	goodAt: text().array().notNull().default([]),
	languages: text().array().notNull().default([]),
	/** Pages of one's own on networks, https only. */
	networks: text().array().notNull().default([]),
	showResults: boolean().notNull().default(false),
	updatedAt: instant().notNull().defaultNow(),
});

/** What the directory finds people by: only what it shows of them, plain and in lower case. */
export const directoryEntries = pgTable(
	'directory_entries',
	{
		personId: uuid()
			.primaryKey()
			.references(() => people.id, { onDelete: 'cascade' }),
		/** The name that is shown first, then the rest. */
		words: text().array().notNull(),
		/** Of directory_state, when it was written: who keeps the directory in memory reads what is newer. */
		version: bigint({ mode: 'number' }).notNull().default(0),
	},
	(t) => [index().on(t.version)],
);

/** The one row that rises with every change of the directory, in the transaction that changes it. */
export const directoryState = pgTable('directory_state', {
	/** Always 1. */
	id: integer().primaryKey(),
	version: bigint({ mode: 'number' }).notNull(),
});
