import { sql } from 'drizzle-orm';
import {
	boolean,
	char,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, instant } from './columns.ts';
import { contests } from './contests.ts';
import { offices, people } from './people.ts';
import { pictures } from './pictures.ts';

/** What screens show one after the other. */
export const playlists = pgTable(
	'playlists',
	{
		id: id(),
		name: text().notNull(),
		/** domain/displays/playlist.ts: the items in their order. */
		items: jsonb().notNull().default([]),
		/** Meant for the screens of one office, whose hosts may use it; null: for all. */
		officeId: uuid().references(() => offices.id),
		/** What screens follow that have none of their own: those of its office, or all others; at most one of each. */
		isDefault: boolean().notNull().default(false),
		updatedAt: instant().notNull().defaultNow(),
		updatedBy: uuid().references(() => people.id),
	},
	() => [
		uniqueIndex('playlists_default')
			.on(sql`coalesce(office_id, '00000000-0000-0000-0000-000000000000')`)
			.where(sql`is_default`),
	],
);

/** A screen: with its own signed link for one contest, or paired, with its own token and a playlist. */
export const displays = pgTable('displays', {
	id: id(),
	name: text().notNull(),
	/** The contest that its signed link opens; null: it is paired and follows its playlist. */
	contestId: uuid().references(() => contests.id),
	officeId: uuid().references(() => offices.id),
	/** IANA zone; null: the office's, else the program's. */
	timeZone: text(),
	/** Null: the default playlist. */
	playlistId: uuid().references(() => playlists.id, { onDelete: 'set null' }),
	/** domain/displays/settings.ts */
	settings: jsonb().notNull().default({}),
	/** How often what people choose of it was saved: whoever saves names the one that they saw. */
	revision: integer().notNull().default(0),
	createdBy: uuid().references(() => people.id),
	createdAt: createdAt(),
	revokedAt: instant(),
	pairedAt: instant(),
	lastSeenAt: instant(),
	/** domain/displays/report.ts: what it last said of itself. */
	report: jsonb(),
	/** It shows its name, large, until then. */
	identifyUntil: instant(),
	/** Counts how often somebody asked for it to load itself anew. */
	reloadSeq: integer().notNull().default(0),
	/** When the owners were last told that it is away. */
	awayToldAt: instant(),
});

/** A screen that asks to be let in (the shape of RFC 8628). */
export const displayPairings = pgTable(
	'display_pairings',
	{
		id: id(),
		/** SHA-256, hex, of the first half of the code, which finds the pairing. */
		codeHash: char({ length: 64 }).notNull(),
		/** SHA-256, hex, of the whole code, which proves it: domain/displays/pairing-code.ts. */
		proofHash: char({ length: 64 }).notNull(),
		/** SHA-256, hex, of what only the screen knows. */
		deviceHash: char({ length: 64 }).notNull().unique(),
		/** What is asking, as it says itself; never its address. */
		browser: text().notNull(),
		width: integer(),
		height: integer(),
		/** IANA zone: the place, as near as anybody needs it. */
		timeZone: text(),
		createdAt: createdAt(),
		expiresAt: instant().notNull(),
		/** Right first half, wrong second: five end it. */
		wrongTries: integer().notNull().default(0),
		/** Somebody who may approve looked at it. */
		seenAt: instant(),
		lastPolledAt: instant(),
		intervalSeconds: integer().notNull(),
		approvedAt: instant(),
		approvedBy: uuid().references(() => people.id),
		refusedAt: instant(),
		displayId: uuid().references(() => displays.id, { onDelete: 'cascade' }),
		/** The screen has its token: the code opens nothing any more. */
		consumedAt: instant(),
	},
	(t) => [index('display_pairings_code').on(t.codeHash), index().on(t.expiresAt)],
);

/** What a paired screen shows that it is itself. */
export const displayTokens = pgTable(
	'display_tokens',
	{
		id: id(),
		displayId: uuid()
			.notNull()
			.references(() => displays.id, { onDelete: 'cascade' }),
		/** SHA-256, hex. */
		hash: char({ length: 64 }).notNull().unique(),
		createdAt: createdAt(),
		expiresAt: instant().notNull(),
		/** When a newer one was first used. */
		replacedAt: instant(),
		revokedAt: instant(),
		lastUsedAt: instant(),
	},
	(t) => [index().on(t.displayId), index().on(t.expiresAt)],
);

/** "Show this now on …": a scene that interrupts the playlist of one display, an office's, or (neither) all. */
export const displayTakeovers = pgTable(
	'display_takeovers',
	{
		id: id(),
		displayId: uuid().references(() => displays.id, { onDelete: 'cascade' }),
		officeId: uuid().references(() => offices.id),
		/** Key of domain/displays/scenes. */
		scene: text().notNull(),
		settings: jsonb().notNull().default({}),
		from: instant().notNull(),
		until: instant().notNull(),
		createdBy: uuid().references(() => people.id),
		createdAt: createdAt(),
		endedAt: instant(),
	},
	(t) => [
		index('display_takeovers_open')
			.on(t.until)
			.where(sql`ended_at is null`),
	],
);

/** Who may pair and look after the screens of an office without being an owner. */
export const displayHosts = pgTable(
	'display_hosts',
	{
		officeId: uuid()
			.notNull()
			.references(() => offices.id),
		personId: uuid()
			.notNull()
			.references(() => people.id, { onDelete: 'cascade' }),
		grantedBy: uuid().references(() => people.id),
		createdAt: createdAt(),
	},
	(t) => [primaryKey({ columns: [t.officeId, t.personId] })],
);

/** Pictures of the web that playlists show, by their address: the last one that could be had. */
export const webPictures = pgTable('web_pictures', {
	id: id(),
	address: text().notNull().unique(),
	/** The copy that is shown; null until one could be had. */
	pictureId: uuid().references(() => pictures.id),
	/** The one before: a screen may be loading it this very moment. */
	previousId: uuid().references(() => pictures.id),
	/** SHA-256, hex, of what came, so that the same again is no new picture. */
	hash: char({ length: 64 }),
	/** When what is shown was last had, or found to be the same. */
	fetchedAt: instant(),
	askedAt: instant(),
	/** In a row. */
	failures: integer().notNull().default(0),
	/** Why it could not be had, a code; null: it could. */
	problem: text(),
	createdAt: createdAt(),
});
